namespace EmotionAI.Bundles;

/// <summary>Says of a file that looks like weights, but is not what is read, what it is and what to do.</summary>
internal static class ForeignWeights
{
    /// <returns>The sentence without its end, after the name of the file; null for other files.</returns>
    public static string? Describe(string name) => name switch
    {
        "adapter_model.safetensors" or "adapter_model.bin" or "adapter_config.json" => "an adapter (LoRA), which is no model by itself: merge it into its base model with peft's merge_and_unload() and save_pretrained(), and name that folder",
        "tf_model.h5" => "weights of TensorFlow: save them anew from transformers with from_pretrained(…, from_tf=True).save_pretrained(…)",
        "flax_model.msgpack" => "weights of Flax: save them anew from transformers with from_pretrained(…, from_flax=True).save_pretrained(…)",
        "saved_model.pb" => "a SavedModel of TensorFlow, which is not read: save the model from transformers as model.safetensors",
        "rust_model.ot" => "weights of rust-bert, which are not read: model.safetensors or pytorch_model.bin of the same model is needed",
        "training_args.bin" or "optimizer.pt" or "scheduler.pt" or "rng_state.pth" or "optimizer.bin" => null,
        _ => ByEnding(name),
    };

    private static string? ByEnding(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".GGUF" or ".GGML" => "a model for llama.cpp, which is not read: config.json with model.safetensors of the same model is needed",
        ".ZIP" or ".TAR" or ".GZ" or ".TGZ" or ".7Z" or ".RAR" => "an archive: unpack it and name the folder of what is in it",
        ".NEMO" => "an archive of NeMo, whose models are not read",
        ".TFLITE" or ".KERAS" or ".H5" or ".MSGPACK" or ".MLMODEL" => "weights of another framework: save the model from transformers as model.safetensors",
        ".SAFETENSORS" => Shard(name) ?? "weights under another name: rename or copy it to model.safetensors",
        ".BIN" when name.StartsWith("pytorch_model", StringComparison.Ordinal) => Shard(name) ?? "weights under another name: rename or copy it to pytorch_model.bin",
        ".PT" or ".PTH" or ".CKPT" => "weights of PyTorch under another name: with the config.json of the model, rename a state dictionary of transformers to pytorch_model.bin",
        ".ONNX" => "a model of ONNX under another name: rename or copy it to model.onnx, with config.json and the tokenizer beside it for text, preprocessor_config.json for speech",
        _ => null,
    };

    private static string? Shard(string name) => name.Contains("-of-", StringComparison.Ordinal)
        ? "one part of the weights, whose index (model.safetensors.index.json or pytorch_model.bin.index.json) is missing: download that too"
        : null;
}
