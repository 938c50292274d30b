using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain.Malformed;

/// <summary>Folders of lobes and of x-vectors with one fault each.</summary>
public sealed class LobeFolderMalformedTests
{
    private const string Source = "    source: !ref <wav2vec2_hub>\n";
    private const string Modules = "modules:\n";
    private const string Golden = "sb-wav2vec2-iemocap-published";

    [Theory]
    [InlineData("    freeze: True\n", "    freeze: True\n    output_all_hiddens: True\n", EmotionErrorCodes.FormatUnsupported, "wav2vec2.output_all_hiddens is on")]
    [InlineData("    freeze: True\n", "    freeze: True\n    layers: 3\n", EmotionErrorCodes.FormatUnsupported, "wav2vec2.layers is no argument")]
    [InlineData(Source, "", EmotionErrorCodes.FormatInvalid, "wav2vec2.source is missing")]
    [InlineData(Source, "    source: 3\n", EmotionErrorCodes.FormatInvalid, "wav2vec2.source is 3; a text")]
    [InlineData("    return_std: False", "    return_mean: False\n    return_std: False", EmotionErrorCodes.FormatInvalid, "returns neither mean nor deviation")]
    [InlineData("pooling.StatisticsPooling\n    return_std: False", "pooling.AdaptivePool\n    output_size: 2", EmotionErrorCodes.FormatInvalid, "avg_pool.output_size is 2")]
    [InlineData("pooling.StatisticsPooling\n    return_std: False", "pooling.Pooling1d\n    pool_type: max\n    kernel_size: 1", EmotionErrorCodes.FormatUnsupported, "avg_pool.pool_type is 'max'")]
    [InlineData("pooling.StatisticsPooling\n    return_std: False", "pooling.Pooling1d\n    pool_type: avg\n    kernel_size: 3", EmotionErrorCodes.FormatUnsupported, "avg_pool.ceil_mode is off")]
    [InlineData("speechbrain.nnet.pooling.StatisticsPooling", "speechbrain.nnet.pooling.AttentionPooling", EmotionErrorCodes.FormatUnsupported, "class speechbrain.nnet.pooling.AttentionPooling is not supported")]
    [InlineData("    n_neurons: !ref <out_n_neurons>\n", "", EmotionErrorCodes.FormatInvalid, "output_mlp.n_neurons is missing")]
    [InlineData("sample_rate: 16000\n", "sample_rate: fast\n", EmotionErrorCodes.FormatInvalid, "sample_rate is 'fast'")]
    [InlineData(Modules, "input_norm: !new:speechbrain.processing.features.InputNormalization\n    norm_type: sentence\n\n" + Modules + "    input_norm: !ref <input_norm>\n", EmotionErrorCodes.FormatUnsupported, "norm_type sentence with std_norm off is supported")]
    [InlineData("huggingface_wav2vec.HuggingFaceWav2Vec2", "fairseq_wav2vec.FairseqWav2Vec1", EmotionErrorCodes.FormatUnsupported, "supported: speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN, speechbrain.lobes.models.Xvector.Xvector, speechbrain.lobes.models.huggingface_wav2vec.HuggingFaceWav2Vec2")]
    public void Open_OneFault_IsNamed(string old, string text, string code, string about) => AssertFault(Golden, old, text, code, about);

    [Theory]
    [InlineData("    tdnn_blocks: 5\n", "    tdnn_blocks: 6\n", "have 5, 5 and 5 items; at least tdnn_blocks, 6")]
    [InlineData("    in_channels: !ref <n_mels>\n", "", "compute_features gives 24 values a frame, embedding_model.input_size is 40")]
    [InlineData("    lin_neurons: 32\n\nclassifier", "    lin_neurons: 31\n\nclassifier", "embedding_model gives 31 values (lin_neurons), the classifier takes 32")]
    public void Open_XvectorWithOneFault_IsNamed(string old, string text, string about) => AssertFault("sb-xvector-published", old, text, EmotionErrorCodes.FormatInvalid, about);

    [Theory]
    [InlineData("input_size: !ref <encoder_dim>", "input_size: 33", "output_mlp.input_size", "found 33; allowed: 32")]
    [InlineData("source: !ref <wav2vec2_hub>", "source: ../encoder-config", "config.json", "no config.json of the encoder, and tensors whose shapes do not tell one")]
    [InlineData("sample_rate: 16000", "sample_rate: 8000", "sampling_rate", "found 16000; allowed: 8000, as 'hyperparams.yaml' says")]
    public void Inspect_PartsThatDoNotFit_AreTold(string old, string text, string key, string about)
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", Golden));
        var yaml = File.ReadAllText(folder.File("hyperparams.yaml"));
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        folder.Write("hyperparams.yaml", yaml.Replace(old, text, StringComparison.Ordinal));

        using var bundle = ModelBundle.Inspect(folder.Path);

        Assert.False(bundle.IsUsable);
        Assert.Contains(about, Assert.Single(bundle.Problems, problem => problem.Key == key).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutConfig_TellsWhatItWasInferredFrom()
    {
        using var bundle = ModelBundle.Load(Goldens.Path("golden", "audio", "models", "sb-wav2vec2-noconfig"));

        var warning = Assert.Single(bundle.Problems);
        Assert.Equal((BundleSeverity.Warning, "wav2vec2.ckpt", "config.json"), (warning.Severity, warning.File, warning.Key));
        Assert.Contains("wav2vec2 is taken from the shapes: width 128, 1 layers of 2 heads, group norm", warning.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutFrontEnd_TellsThatSamplesAreNormalized()
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", Golden));
        File.Delete(Path.Combine(folder.Path, "encoder-config", "preprocessor_config.json"));
        using var classifier = AudioEmotionClassifier.Load(folder.Path);
        using var reference = AudioEmotionClassifier.Load(Goldens.Path("golden", "audio", "models", Golden));
        var clip = new AudioClip((float[])[.. Enumerable.Range(0, 8_000).Select(i => MathF.Sin(i / 9f))], 16_000);

        Assert.Equal("do_normalize", Assert.Single(classifier.Warnings).Key);
        Assert.Equal(reference.Classify(clip).Logits, classifier.Classify(clip).Logits);
    }

    private static void AssertFault(string golden, string old, string text, string code, string about)
    {
        using var model = new TemporaryModel(golden);
        model.Replace(old, text);
        var problems = new List<EmotionAIException>();

        Assert.Null(SpeechBrainFolder.Open(model.Root, EmotionLimits.Default, problems));

        var e = Assert.Single(problems);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
        Assert.Equal(code, e.Code);
    }
}
