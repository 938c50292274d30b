namespace EmotionAI.Bundles;

/// <summary>Names the kinds of model folder that are recognised.</summary>
internal enum BundleKind
{
    /// <summary>No model of a known kind.</summary>
    Unknown,

    /// <summary>A Hugging Face text classifier: <c>config.json</c>, weights, tokenizer.</summary>
    HuggingFaceText,

    /// <summary>A Hugging Face speech classifier: <c>config.json</c>, weights, <c>preprocessor_config.json</c>.</summary>
    HuggingFaceAudio,

    /// <summary>A text classifier in ONNX form: <c>config.json</c>, <c>model.onnx</c>, tokenizer.</summary>
    OnnxText,

    /// <summary>A SpeechBrain folder: <c>hyperparams.yaml</c>, <c>.ckpt</c> files, <c>label_encoder.txt</c>.</summary>
    SpeechBrain,

    /// <summary>An ONNX speech model: <c>model.onnx</c> and <c>preprocessor_config.json</c>.</summary>
    OnnxAudio,
}
