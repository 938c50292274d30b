using System.Text.Json.Nodes;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.TorchZip;
using EmotionAI.Tests.Checkpoints;

namespace EmotionAI.Tests.SpeechBrain.Parity;

/// <summary>Lobes without a golden of their own: made of the weights of a Hugging Face golden they must answer as that does.</summary>
public sealed class LobeKindParityTests
{
    private const double Tolerance = 2e-5;
    private const double FrameTolerance = 1e-4;
    private const string WeightedLobe = "speechbrain.integrations.huggingface.weighted_ssl.WeightedSSLModel\nhub: encoder-config";

    private static readonly ClassificationOptions NoGate = new() { SpeechGate = false };

    [Theory]
    [InlineData("speechbrain.lobes.models.huggingface_whisper.HuggingFaceWhisper")]
    [InlineData("speechbrain.lobes.models.huggingface_transformers.whisper.Whisper")]
    [InlineData("speechbrain.integrations.huggingface.whisper.Whisper")]
    public void Classify_WhisperLobe_EqualsTransformers(string path)
    {
        var golden = Golden("hf-whisper-chunk5");
        using var model = new LobeModel(golden, $"{path}\nsource: encoder-config\nsave_path: save\nencoder_only: True", Whisper);
        using var expected = AudioEmotionClassifier.Load(golden);
        using var found = AudioEmotionClassifier.Load(model.Root);

        AssertEqual(expected, found, 1, 6_000, 48_000, 96_000);
        Assert.Equal(expected.Metadata.MaxDuration, found.Metadata.MaxDuration);
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public void Classify_WhisperLobeWithoutConfig_IsInferredAndToldSo()
    {
        using var source = RandomWhisper();
        using var model = new LobeModel(source.Path, "speechbrain.integrations.huggingface.whisper.Whisper\nsource: openai/whisper-other\nsave_path: save\nencoder_only: True", Whisper);
        Directory.Delete(model.Config, recursive: true);
        using var expected = AudioEmotionClassifier.Load(source.Path);
        using var found = AudioEmotionClassifier.Load(model.Root);

        AssertEqual(expected, found, 4_000, 16_000, 20_000);
        var warning = Assert.Single(found.Warnings);
        Assert.Equal(("wav2vec2.ckpt", "config.json"), (warning.File, warning.Key));
        Assert.Contains("whisper is taken from the shapes: width 64, 1 layers of 1 heads, 80 mel bands, 1 s", warning.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("speechbrain.lobes.models.huggingface_transformers.weighted_ssl.WeightedSSLModel")]
    [InlineData("speechbrain.integrations.huggingface.weighted_ssl.WeightedSSLModel")]
    public void Classify_WeightedLayers_EqualsTransformersWithoutNormalization(string path)
    {
        using var plain = TemporaryFolder.CopyOf(Golden("hf-wav2vec2-group-weighted"));
        using var model = new LobeModel(plain.Path, $"{path}\nhub: encoder-config\nsave_path: save\nfreeze: True", Weighted);
        var frontEnd = JsonNode.Parse(File.ReadAllText(plain.File("preprocessor_config.json")))!;
        frontEnd["do_normalize"] = false;
        plain.Write("preprocessor_config.json", frontEnd.ToJsonString());
        using var expected = AudioEmotionClassifier.Load(plain.Path);
        using var found = AudioEmotionClassifier.Load(model.Root);

        AssertEqual(expected, found, 400, 6_000, 20_000);
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public void Score_WeightedLayersThatAreNormalized_IsTheSumOfNormalizedFrames()
    {
        using var model = new LobeModel(Golden("hf-wav2vec2-group-weighted"), WeightedLobe, Weighted);
        var clip = Noise(4_000);
        var layers = Weights(model).Length;
        var states = Enumerable.Range(0, layers).Select(layer => Frames(model, clip, WeightedLobe, [.. Enumerable.Range(0, layers).Select(i => i == layer ? 1_000f : 0)])).ToList();
        float[] weights = [.. Enumerable.Range(0, layers).Select(i => 0.5f * i)];

        var found = Frames(model, clip, $"{WeightedLobe}\nlayernorm: True", weights);

        var shares = Softmax(weights);
        for (var frame = 0; frame < found.Length / model.Width; frame++)
        {
            var sum = new double[model.Width];
            for (var layer = 0; layer < layers; layer++)
            {
                var normalized = Normalize(states[layer].AsSpan(frame * model.Width, model.Width));
                sum = [.. sum.Zip(normalized, (total, value) => total + (shares[layer] * value))];
            }

            var expected = LogSoftmax(sum);
            Assert.All(expected.Zip(found.Skip(frame * model.Width)), pair => Assert.Equal(pair.First, pair.Second, FrameTolerance));
        }
    }

    [Theory]
    [InlineData("hf-wav2vec2-base-group", ".2.", "False")]
    [InlineData("hf-wav2vec2-layer-stable-oldkeys", ".2.1.", "True")]
    public void Classify_FairseqNames_EqualsTheLobeOfTransformers(string name, string norm, string normalizes)
    {
        using var lobe = new LobeModel(Golden(name), "speechbrain.integrations.huggingface.wav2vec2.Wav2Vec2\nsource: encoder-config\nsave_path: save", Weighted);
        using var model = new LobeModel(Golden(name), "speechbrain.lobes.models.fairseq_wav2vec.FairseqWav2Vec2\npretrained_path: encoder-config\nsave_path: save\noutput_norm: False", tensor => Fairseq(tensor, norm));
        var path = Path.Combine(lobe.Config, "preprocessor_config.json");
        var frontEnd = JsonNode.Parse(File.ReadAllText(path))!;
        frontEnd["do_normalize"] = normalizes == "True";
        File.WriteAllText(path, frontEnd.ToJsonString());
        using var expected = AudioEmotionClassifier.Load(lobe.Root);
        using var found = AudioEmotionClassifier.Load(model.Root);

        AssertEqual(expected, found, 400, 6_000, 20_000);
        var warning = Assert.Single(found.Warnings);
        Assert.Equal("input_norm", warning.Key);
        Assert.StartsWith($"{normalizes} is taken", warning.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_FairseqWithoutConfig_IsInferred()
    {
        using var folder = TemporaryFolder.CopyOf(Golden("sb-wav2vec2-noconfig"));
        using (var weights = ModelWeights.Open(folder.File("wav2vec2.ckpt")))
        {

            // What fairseq keeps of the training, and no answer stands on.
            (string, IReadOnlyList<long>, ReadOnlyMemory<float>)[] training = [("model.quantizer.vars", [1, 4, 2], new float[8]), ("model.quantizer.weight_proj.weight", [4, 2], new float[8]), ("model.project_q.weight", [2, 2], new float[4]), ("model.final_proj.bias", [2], new float[2])];
            folder.Write("wav2vec2.ckpt", TorchZipWriter.Write([.. weights.Names.Select(tensor => LobeModel.Read(weights, tensor) with { Name = Fairseq(tensor.Replace("model.", "wav2vec2.", StringComparison.Ordinal), ".2.")! }), .. training]));
        }

        var yaml = File.ReadAllText(folder.File("hyperparams.yaml"));
        folder.Write("hyperparams.yaml", yaml.Replace("huggingface_transformers.wav2vec2.Wav2Vec2\n    source: !ref <wav2vec2_hub>", "fairseq_wav2vec.FairseqWav2Vec2\n    pretrained_path: !ref <wav2vec2_hub>\n    input_norm: True", StringComparison.Ordinal));
        using var expected = AudioEmotionClassifier.Load(Golden("sb-wav2vec2-noconfig"));
        using var found = AudioEmotionClassifier.Load(folder.Path);

        AssertEqual(expected, found, 400, 6_000, 20_000);
        Assert.Equal("config.json", Assert.Single(found.Warnings).Key);
    }

    [Theory]
    [InlineData("encoder_only: True", "encoder_only: False", "encoder_only is off")]
    [InlineData("encoder_only: True", "encoder_only: True\n    output_all_hiddens: True", "output_all_hiddens is on")]
    [InlineData("encoder_only: True", "encoder_only: True\n    sampling_rate: 8000", "found 8000; allowed: 16000, the sample_rate")]
    [InlineData("AdaptivePool\n    output_size: 1", "Pooling1d\n    pool_type: avg\n    kernel_size: 1", "an answer for every frame")]
    [InlineData("modules:\n", "input_norm: !new:speechbrain.processing.features.InputNormalization\n    norm_type: sentence\n    std_norm: False\nmodules:\n    input_norm: !ref <input_norm>\n", "Whisper reads them as they are")]
    [InlineData("input_size: 32", "input_size: 31", "found 31; allowed: 32")]
    [InlineData("source: encoder-config", "source: openai/whisper-base", "no config.json of the encoder, and tensors whose shapes do not tell one")]
    public void Inspect_WhisperLobeWithOneFault_IsNamed(string old, string text, string about)
    {
        using var model = new LobeModel(Golden("hf-whisper-chunk5"), "speechbrain.integrations.huggingface.whisper.Whisper\nsource: encoder-config\nsave_path: save\nencoder_only: True", Whisper);
        var path = Path.Combine(model.Root, "hyperparams.yaml");
        var yaml = File.ReadAllText(path);
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        File.WriteAllText(path, yaml.Replace(old, text, StringComparison.Ordinal));

        using var bundle = ModelBundle.Inspect(model.Root);

        Assert.False(bundle.IsUsable);
        Assert.Contains(bundle.Problems, problem => problem.ToString().Contains(about, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"model_type\": \"whisper\"", "\"model_type\": \"wav2vec2\"", "whisper in a Whisper lobe")]
    [InlineData("\"num_mel_bins\": 128", "\"num_mel_bins\": 80", "found 128; allowed: 80, the num_mel_bins")]
    [InlineData("\"max_source_positions\": 250", "\"max_source_positions\": 1500", "3000 frames, twice the max_source_positions")]
    public void Inspect_WhisperLobeWithAnotherConfig_IsNamed(string old, string text, string about)
    {
        using var model = new LobeModel(Golden("hf-whisper-chunk5"), "speechbrain.integrations.huggingface.whisper.Whisper\nsource: encoder-config\nsave_path: save\nencoder_only: True", Whisper);
        var path = Path.Combine(model.Config, "config.json");
        var config = File.ReadAllText(path);
        Assert.Contains(old, config, StringComparison.Ordinal);
        File.WriteAllText(path, config.Replace(old, text, StringComparison.Ordinal));

        using var bundle = ModelBundle.Inspect(model.Root);

        Assert.False(bundle.IsUsable);
        Assert.Contains(bundle.Problems, problem => problem.ToString().Contains(about, StringComparison.Ordinal));
    }

    private static string Golden(string name) => Goldens.Path("golden", "audio", "models", name);

    private static string? Whisper(string name) => name.StartsWith("encoder.", StringComparison.Ordinal) ? $"model.{name}" : null;

    private static string? Weighted(string name) => name == "layer_weights" ? "weights" : name.StartsWith("wav2vec2.", StringComparison.Ordinal) ? $"model.{name["wav2vec2.".Length..]}" : null;

    /// <summary>Gives the name that fairseq has for a tensor of transformers.</summary>
    private static string? Fairseq(string name, string norm)
    {
        if (!name.StartsWith("wav2vec2.", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = name["wav2vec2.".Length..];
        return "model." + (rest.StartsWith("feature_extractor.", StringComparison.Ordinal)
            ? rest.Replace(".conv.", ".0.", StringComparison.Ordinal).Replace(".layer_norm.", norm, StringComparison.Ordinal)
            : rest.Replace("feature_projection.layer_norm", "layer_norm", StringComparison.Ordinal)
                .Replace("feature_projection.projection", "post_extract_proj", StringComparison.Ordinal)
                .Replace("pos_conv_embed.conv.parametrizations.weight.original0", "pos_conv.0.weight_g", StringComparison.Ordinal)
                .Replace("pos_conv_embed.conv.parametrizations.weight.original1", "pos_conv.0.weight_v", StringComparison.Ordinal)
                .Replace("pos_conv_embed.conv.bias", "pos_conv.0.bias", StringComparison.Ordinal)
                .Replace("masked_spec_embed", "mask_emb", StringComparison.Ordinal)
                .Replace("attention.", "self_attn.", StringComparison.Ordinal)
                .Replace("feed_forward.intermediate_dense", "fc1", StringComparison.Ordinal)
                .Replace("feed_forward.output_dense", "fc2", StringComparison.Ordinal)
                .Replace("0.layer_norm", "0.self_attn_layer_norm", StringComparison.Ordinal)
                .Replace("1.layer_norm", "1.self_attn_layer_norm", StringComparison.Ordinal));
    }

    private static void AssertEqual(AudioEmotionClassifier expected, AudioEmotionClassifier found, params int[] lengths)
    {
        foreach (var length in lengths)
        {
            Assert.All(expected.Classify(Noise(length), NoGate).Logits.Zip(found.Classify(Noise(length), NoGate).Logits), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    private static AudioClip Noise(int count)
    {
        var random = new Random(11);
        return new AudioClip((float[])[.. Enumerable.Range(0, count).Select(i => (float)((random.NextDouble() * 0.4) - 0.2) + (0.3f * MathF.Sin(i / 17f)))], 16_000);
    }

    private static float[] Weights(LobeModel model)
    {
        using var weights = ModelWeights.Open(Path.Combine(model.Root, "wav2vec2.ckpt"));
        return LobeModel.Read(weights, "weights").Values.ToArray();
    }

    /// <summary>Gives the logarithms of the softmax of every frame: the frames themselves, but for a number that is added to each.</summary>
    private static float[] Frames(LobeModel model, AudioClip clip, string lobe, float[] weights)
    {
        var identity = new float[model.Width * model.Width];
        for (var i = 0; i < model.Width; i++)
        {
            identity[(i * model.Width) + i] = 1;
        }

        model.WriteHead(lobe, "Pooling1d\n    pool_type: avg\n    kernel_size: 1", identity, new float[model.Width]);
        model.Change(tensor => tensor.Name == "weights" ? tensor with { Values = weights } : tensor);
        using var classifier = FrameEmotionClassifier.Load(model.Root);
        return classifier.Score(clip);
    }

    private static double[] Softmax(float[] values)
    {
        var sum = values.Sum(value => Math.Exp(value));
        return [.. values.Select(value => Math.Exp(value) / sum)];
    }

    private static double[] LogSoftmax(double[] values)
    {
        var sum = Math.Log(values.Sum(Math.Exp));
        return [.. values.Select(value => value - sum)];
    }

    private static double[] Normalize(ReadOnlySpan<float> values)
    {
        double[] copy = [.. values.ToArray().Select(value => (double)value)];
        var mean = copy.Average();
        var deviation = Math.Sqrt(copy.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. copy.Select(value => (value - mean) / deviation)];
    }

    /// <summary>Makes a Hugging Face folder of a Whisper with one head of 64 values and random weights, which hears one second.</summary>
    private static TemporaryFolder RandomWhisper()
    {
        var random = new Random(5);
        var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type": "whisper", "architectures": ["WhisperForAudioClassification"], "d_model": 64, "encoder_attention_heads": 1, "encoder_ffn_dim": 96, "encoder_layers": 1, "num_mel_bins": 80, "max_source_positions": 50, "classifier_proj_size": 8, "id2label": {"0": "a", "1": "b", "2": "c"}}""");
        folder.Write("preprocessor_config.json", """{"feature_extractor_type": "WhisperFeatureExtractor", "feature_size": 80, "chunk_length": 1, "sampling_rate": 16000}""");
        List<string> header = [];
        List<byte> data = [];
        Add("encoder.conv1", 64, 80, 3);
        Add("encoder.conv2", 64, 64, 3);
        Weight("encoder.embed_positions.weight", 50, 64);
        Weight("encoder.layers.0.self_attn.k_proj.weight", 64, 64);
        foreach (var name in (string[])["self_attn.q_proj", "self_attn.v_proj", "self_attn.out_proj"])
        {
            Add($"encoder.layers.0.{name}", 64, 64);
        }

        Add("encoder.layers.0.self_attn_layer_norm", 64);
        Add("encoder.layers.0.fc1", 96, 64);
        Add("encoder.layers.0.fc2", 64, 96);
        Add("encoder.layers.0.final_layer_norm", 64);
        Add("encoder.layer_norm", 64);
        Add("projector", 8, 64);
        Add("classifier", 3, 8);
        folder.Write("model.safetensors", SafeTensorsBuilder.Build($"{{{string.Join(",", header)}}}", [.. data]));
        return folder;

        void Add(string name, params long[] shape)
        {
            Weight($"{name}.weight", shape);
            Weight($"{name}.bias", shape[0]);
        }

        void Weight(string name, params long[] shape)
        {
            var (start, count) = (data.Count, shape.Aggregate(1L, (product, size) => product * size));
            for (var i = 0L; i < count; i++)
            {
                data.AddRange(BitConverter.GetBytes((float)((random.NextDouble() - 0.5) * 0.6)));
            }

            header.Add($$"""{{'"'}}{{name}}":{"dtype":"F32","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{start}},{{data.Count}}]}""");
        }
    }
}
