using System.Globalization;
using System.Text;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Graphs;
using EmotionAI.Models.EcapaTdnn;
using EmotionAI.SpeechBrain;
using EmotionAI.Tests.Checkpoints;
using EmotionAI.Tests.Graphs;

namespace EmotionAI.Tests.Bundles.Malformed;

/// <summary>Writes one valid folder of each kind, as small as it goes, with every JSON file that is read.</summary>
internal static class TinyFolders
{
    private const string Settings = """{"max_length": 8, "threshold": 0.4, "thresholds": {"sad": 0.3}, "top_k": 2, "score_scale": 1.5, "model_name": "tiny", "note": "kept", "unread": 7}""";
    private const string Meta = """{"model_id": "tiny", "macro_f1": 0.5, "remarks": ["none"]}""";

    public static TemporaryFolder Bert()
    {
        var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafeTensors(RecordedWeights.OfBert(4, 2, 8, 16, 2).Select(tensor => (tensor.Name, Sizes(tensor.Shape, tensor.Name.Contains("word", StringComparison.Ordinal) ? 10 : 2)))));
        folder.Write("config.json", """
            {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8,
             "max_position_embeddings": 16, "type_vocab_size": 2, "vocab_size": 10, "hidden_act": "gelu", "layer_norm_eps": 1e-12, "problem_type": "multi_label_classification",
             "id2label": {"0": "glad", "1": "sad"}, "label2id": {"glad": 0, "sad": 1}, "num_labels": 2, "initializer_range": 0.02, "transformers_version": "4.40.0", "torch_dtype": "float32"}
            """);
        folder.Write("tokenizer.json", """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
             "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
             "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
              "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "so": 5, "happy": 6, "##s": 7, "a": 8, "b": 9}}}
            """);
        folder.Write("tokenizer_config.json", """
            {"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 16, "unk_token": "[UNK]", "cls_token": {"content": "[CLS]", "lstrip": false},
             "added_tokens_decoder": {"1": {"content": "[UNK]", "lstrip": false, "special": true}}, "name_or_path": "tiny"}
            """);
        folder.Write("added_tokens.json", """{"[MASK]": 4}""");
        folder.Write("special_tokens_map.json", """{"unk_token": "[UNK]", "sep_token": {"content": "[SEP]"}}""");
        folder.Write("labels.json", """{"glad": 0, "sad": 1}""");
        folder.Write("inference_config.json", Settings);
        folder.Write("model_meta.json", Meta);
        return folder;
    }

    public static TemporaryFolder BertWithNumLabels()
    {
        var folder = Bert();
        folder.Write("config.json", File.ReadAllText(folder.File("config.json")).Replace("\"id2label\": {\"0\": \"glad\", \"1\": \"sad\"},", "", StringComparison.Ordinal).Replace("\"label2id\": {\"glad\": 0, \"sad\": 1},", "", StringComparison.Ordinal));
        folder.Write("inference_config.json", """{"thresholds": [0.5, 0.4]}""");
        File.Delete(folder.File("labels.json"));
        return folder;
    }

    /// <summary>The same model with its weights in one shard, named by an index.</summary>
    public static TemporaryFolder BertInShards()
    {
        const string Shard = "model-00001-of-00001.safetensors";
        var folder = Bert();
        File.Move(folder.File("model.safetensors"), folder.File(Shard));
        using var weights = new StateDictionary();
        SafeTensorsFile.Open(folder.File(Shard), EmotionLimits.Default, weights);
        var map = string.Join(',', weights.Tensors.Select(tensor => $"\"{tensor.Name}\":\"{Shard}\""));
        folder.Write("model.safetensors.index.json", $$"""{"metadata": {"total_size": 1234}, "weight_map": { {{map}} } }""");
        return folder;
    }

    public static TemporaryFolder Onnx()
    {
        var folder = new TemporaryFolder();
        var graph = new OnnxGraphBuilder();
        var features = graph.Input("input", InputRole.Values, OnnxElementType.Float, "batch", "bands", "frames");
        var mean = graph.Node("Reshape", [graph.Node("ReduceMean", [features], ("axes", new long[] { 1, 2 }), ("keepdims", 0)), graph.Constant(-1, 1)]);
        folder.Write("model.onnx", graph.Build("logits", graph.Node("Mul", [mean, graph.Constant([-1f, 1f], 1, 2)]), "batch", 2).Bytes);
        folder.Write("config.json", """{"model_type": "whisper", "id2label": {"0": "glad", "1": "sad"}, "d_model": 384}""");
        folder.Write("preprocessor_config.json", """
            {"feature_extractor_type": "WhisperFeatureExtractor", "sampling_rate": 16000, "feature_size": 8, "n_fft": 64, "hop_length": 32, "chunk_length": 1,
             "nb_max_frames": 500, "n_samples": 16000, "padding_side": "right", "padding_value": 0.0}
            """);
        folder.Write("labels.json", """["glad", "sad"]""");
        folder.Write("inference_config.json", """{"problem_type": "single_label_classification", "sample_rate": 16000, "score_scale": 2}""");
        folder.Write("model_meta.json", Meta);
        return folder;
    }

    /// <summary>A text classifier in ONNX form, which adds up what it is given: ids, 10 for a token, 100 for its place.</summary>
    public static TemporaryFolder OnnxText()
    {
        var folder = Bert();
        File.Delete(folder.File("model.safetensors"));
        folder.Write("model.onnx", SumOfInputs(OnnxElementType.Int64, ["input_ids", "attention_mask", "position_ids"]));
        return folder;
    }

    /// <summary>A model whose logits are the sum of its inputs over the tokens, by a factor for each input, and the same with the other sign.</summary>
    public static byte[] SumOfInputs(OnnxElementType type, string[] inputs, string output = "logits", object? labels = null)
    {
        var graph = new OnnxGraphBuilder();
        var sum = "";
        foreach (var name in inputs)
        {
            var factor = name switch { "input_ids" => 1f, "attention_mask" => 10f, "position_ids" => 100f, _ => 1000f };
            var input = graph.Node("Mul", [graph.ToFloat(graph.Input(name, InputRole.Values, type, "batch", "sequence")), graph.Scalar(factor)]);
            sum = sum.Length == 0 ? input : graph.Node("Add", [sum, input]);
        }

        var column = graph.Node("ReduceSum", [sum, graph.Constant(1)], ("keepdims", 1));
        return graph.Build(output, graph.Node("Mul", [column, graph.Constant([1f, -1f], 1, 2)]), "batch", labels ?? 2).Bytes;
    }

    public static TemporaryFolder SpeechBrain()
    {
        var folder = new TemporaryFolder();
        folder.Write("hyperparams.yaml", """
            sample_rate: 16000
            compute_features: !new:speechbrain.lobes.features.Fbank
                n_mels: 8
                n_fft: 400
                left_frames: 5
            mean_var_norm: !new:speechbrain.processing.features.InputNormalization
                norm_type: sentence
                std_norm: False
            embedding_model: !new:speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN
                input_size: 8
                channels: [8, 8, 8, 8, 24]
                kernel_sizes: [5, 3, 3, 3, 1]
                dilations: [1, 2, 3, 4, 1]
                groups: [1, 1, 1, 1, 1]
                attention_channels: 4
                res2net_scale: 4
                se_channels: 4
                lin_neurons: 8
            classifier: !new:speechbrain.lobes.models.ECAPA_TDNN.Classifier
                input_size: 8
                out_neurons: 2
            modules:
                compute_features: !ref <compute_features>
                mean_var_norm: !ref <mean_var_norm>
                embedding_model: !ref <embedding_model>
                classifier: !ref <classifier>
            label_encoder: !new:speechbrain.dataio.encoder.CategoricalEncoder
            pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
                loadables:
                    embedding_model: !ref <embedding_model>
                    classifier: !ref <classifier>
                    label_encoder: !ref <label_encoder>

            """);
        var weights = RecordedWeights.OfEcapa(Ecapa, new ClassifierParameters { Kind = ClassifierKind.Cosine, InputSize = 8, LinBlocks = 0, LinNeurons = 192, OutNeurons = 2, Activation = Activation.Relu });
        folder.Write("embedding_model.ckpt", Torch(weights.Where(weight => weight.Part == EcapaTdnnNetwork.PartName)));
        folder.Write("classifier.ckpt", Torch(weights.Where(weight => weight.Part == EcapaHead.PartName)));
        folder.Write("label_encoder.txt", "'glad' => 0\n'sad' => 1\n================\n'starting_index' => 0\n");
        folder.Write("config.json", """{"speechbrain_interface": "EncoderClassifier", "vocoder_interface": "none", "year": 2021}""");
        folder.Write("labels.json", """{"labels": ["glad", "sad"]}""");
        folder.Write("inference_config.json", """{"top_k": 1, "sample_rate": 16000, "score_scale": 30}""");
        folder.Write("model_meta.json", Meta);
        return folder;
    }

    private static readonly EcapaParameters Ecapa = new()
    {
        InputSize = 8,
        LinNeurons = 8,
        Activation = Activation.Relu,
        Channels = [8, 8, 8, 8, 24],
        KernelSizes = [5, 3, 3, 3, 1],
        Dilations = [1, 2, 3, 4, 1],
        Groups = [1, 1, 1, 1, 1],
        AttentionChannels = 4,
        Res2NetScale = 4,
        SeChannels = 4,
        GlobalContext = true,
    };

    private static int[] Sizes(long[] shape, int free) => [.. shape.Select(size => size < 0 ? free : (int)size)];

    private static float[] Values(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => name.EndsWith("var", StringComparison.Ordinal) ? 1f : 0.1f * MathF.Sin(i + name.Length))];

    private static byte[] SafeTensors(IEnumerable<(string Name, int[] Shape)> tensors)
    {
        var header = new StringBuilder("{");
        var data = new List<byte>();
        foreach (var (name, shape) in tensors)
        {
            var bytes = TorchBuilder.Bytes(Values(name, shape.Aggregate(1, (a, b) => a * b)));
            header.Append(CultureInfo.InvariantCulture, $"{(data.Count > 0 ? "," : "")}\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{data.Count},{data.Count + bytes.Length}]}}");
            data.AddRange(bytes);
        }

        return SafeTensorsBuilder.Build(header.Append('}').ToString(), [.. data]);
    }

    private static byte[] Torch(IEnumerable<(string Part, string Name, long[] Shape)> tensors)
    {
        var pickle = new PickleBuilder().BeginState();
        var storages = new List<byte[]>();
        foreach (var tensor in tensors)
        {
            var shape = Sizes(tensor.Shape, 1);
            var count = shape.Aggregate(1, (a, b) => a * b);
            long[] strides = [.. shape.Select((_, i) => (long)shape.Skip(i + 1).Aggregate(1, (a, b) => a * b))];
            pickle.Text(tensor.Name).Tensor("FloatStorage", $"{storages.Count}", count, 0, [.. shape.Select(size => (long)size)], strides);
            storages.Add(TorchBuilder.Bytes(Values(tensor.Name, count)));
        }

        return TorchBuilder.Zip(pickle.EndState(), [.. storages]);
    }
}
