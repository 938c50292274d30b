using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain.Malformed;

public sealed class SpeechBrainFolderMalformedTests
{
    private const string Fbank = "    n_mels: !ref <n_mels>\n";

    [Theory]
    [InlineData(Fbank, "    n_mels: 80.0\n", EmotionErrorCodes.FormatInvalid, "compute_features.n_mels is 80.0; an integer")]
    [InlineData(Fbank, "    n_mels: '80'\n", EmotionErrorCodes.FormatInvalid, "compute_features.n_mels is '80'")]
    [InlineData(Fbank, "    n_mels: 0\n", EmotionErrorCodes.FormatInvalid, "compute_features.n_mels is 0")]
    [InlineData(Fbank, Fbank + "    top_db: 60\n", EmotionErrorCodes.FormatUnsupported, "compute_features.top_db")]
    [InlineData(Fbank, Fbank + "    filter_shape: slaney\n", EmotionErrorCodes.FormatUnsupported, "triangular, rectangular, gaussian")]
    [InlineData(Fbank, Fbank + "    f_min: 9000\n", EmotionErrorCodes.FormatInvalid, "f_min must be below f_max")]
    [InlineData(Fbank, Fbank + "    win_length: .inf\n", EmotionErrorCodes.FormatInvalid, "compute_features.win_length is inf")]
    [InlineData(Fbank, Fbank + "    context: no\n", EmotionErrorCodes.FormatInvalid, "compute_features gives 880 values a frame, embedding_model.input_size is 80")]
    [InlineData("!new:speechbrain.lobes.features.Fbank", "!new:speechbrain.lobes.features.MFCC", EmotionErrorCodes.FormatUnsupported, "compute_features: class speechbrain.lobes.features.MFCC is not supported")]
    [InlineData("norm_type: sentence", "norm_type: sentence\n    mean_norm: False", EmotionErrorCodes.FormatUnsupported, "mean_norm")]
    [InlineData("norm_type: sentence", "norm_type: sentence\n    length_dim: 2", EmotionErrorCodes.FormatUnsupported, "length_dim is 2")]
    [InlineData("norm_type: sentence", "norm_type: global", EmotionErrorCodes.FileMissing, "normalizer.ckpt")]
    [InlineData("    dilations: [1, 2, 3, 4, 1]\n", "    dilations: [1, 2, 3, 4]\n", EmotionErrorCodes.FormatInvalid, "have 5, 5, 4 and 5 items")]
    [InlineData("    channels: [8, 8, 8, 8, 24]\n", "    channels: [8, 8, 6, 8, 24]\n", EmotionErrorCodes.FormatInvalid, "channels[2] is 6, no multiple of res2net_scale 4")]
    [InlineData("    channels: [8, 8, 8, 8, 24]\n", "    channels: 8\n", EmotionErrorCodes.FormatInvalid, "embedding_model.channels is 8; a list")]
    [InlineData("    channels: [8, 8, 8, 8, 24]\n", "    channels: [8, 8, 99999999999, 8, 24]\n", EmotionErrorCodes.FormatInvalid, "channels[2] is 99999999999")]
    [InlineData("    lin_neurons: 8\n", "    lin_neurons: 8\n    activation: !name:torch.nn.Softmax\n", EmotionErrorCodes.FormatUnsupported, "the name torch.nn.Softmax; supported: torch.nn.ReLU")]
    [InlineData("    lin_neurons: 8\n", "    lin_neurons: 8\n    activation: relu\n", EmotionErrorCodes.FormatUnsupported, "embedding_model.activation is 'relu'")]
    [InlineData("    input_size: 8\n", "", EmotionErrorCodes.FormatInvalid, "classifier.input_size is missing")]
    [InlineData("    classifier: !ref <classifier>\n\nlabel", "    classifier: 3\n\nlabel", EmotionErrorCodes.FormatUnsupported, "modules.classifier: 3 is no object")]
    [InlineData("sample_rate: 16000\n", "sample_rate: 16000\naudio_normalizer: !new:speechbrain.dataio.preprocess.AudioNormalizer\n    sample_rate: 8000\n", EmotionErrorCodes.FormatInvalid, "audio_normalizer.sample_rate is 8000")]
    [InlineData("sample_rate: 16000\n", "sample_rate: 16000\naudio_normalizer: !new:speechbrain.dataio.preprocess.AudioNormalizer\n    mix: keep\n", EmotionErrorCodes.FormatUnsupported, "audio_normalizer.mix is 'keep'")]
    [InlineData("sample_rate: 16000\n", "sample_rate: 16000.0\n", EmotionErrorCodes.FormatInvalid, "sample_rate is 16000.0 at the top")]
    [InlineData("<pretrained_path>/classifier.ckpt", "<pretrained_path>/..", EmotionErrorCodes.PathOutside, "pretrainer.paths.classifier")]
    [InlineData("<pretrained_path>/classifier.ckpt", "<pretrained_path>/", EmotionErrorCodes.PathOutside, "pretrainer.paths.classifier")]
    [InlineData("<pretrained_path>/classifier.ckpt", "<pretrained_path>\\x.ckpt", EmotionErrorCodes.PathOutside, "pretrainer.paths.classifier")]
    [InlineData("    paths:\n", "    conditions: {classifier: False}\n    paths:\n", EmotionErrorCodes.FormatUnsupported, "switches the weights of classifier off")]
    [InlineData("Pretrainer\n", "Pretrainer2\n", EmotionErrorCodes.FormatUnsupported, "pretrainer: class speechbrain.utils.parameter_transfer.Pretrainer2")]
    [InlineData("mean_var_norm: !new:speechbrain", "mean_norm: !new:speechbrain", EmotionErrorCodes.FormatInvalid, "!ref <mean_var_norm>: no such key")]
    public void Open_OneFault_IsNamed(string old, string text, string code, string about)
    {
        using var model = new TemporaryModel();
        model.Replace(old, text);
        var problems = new List<EmotionAIException>();

        Assert.Null(SpeechBrainFolder.Open(model.Root, EmotionLimits.Default, problems));

        var e = Assert.Single(problems);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
        Assert.Equal(code, e.Code);
    }

    [Fact]
    public void Open_FolderThatIsNotThere_IsMissing()
    {
        var e = Assert.Throws<EmotionAIException>(() => SpeechBrainFolder.Open(Path.Combine(AppContext.BaseDirectory, "no-such"), EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FileMissing, e.Code);
        Assert.Throws<ArgumentException>(() => SpeechBrainFolder.Open("", EmotionLimits.Default));
    }

    [Theory]
    [InlineData("CKPT.yaml", "error: [\n", EmotionErrorCodes.FormatInvalid, "CKPT.yaml")]
    [InlineData("CKPT.yaml", null, EmotionErrorCodes.FileMissing, "CKPT.yaml")]
    [InlineData("embedding_model.ckpt", null, EmotionErrorCodes.FileMissing, "embedding_model.ckpt is not in")]
    [InlineData("../label_encoder.txt", null, EmotionErrorCodes.FileMissing, "label_encoder.txt is not in")]
    public void Open_TrainingOutputWithAFault_NamesTheFile(string file, string? text, string code, string about)
    {
        using var model = new TemporaryModel("sb-train-ecapa");
        var path = Path.Combine(model.Root, "results", "ECAPA-TDNN", "1968", "save", "CKPT+2026-11-23+10-02-45+00", file);
        File.Delete(path);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        var e = Assert.Throws<EmotionAIException>(() => SpeechBrainFolder.Open(model.Root, EmotionLimits.Default));

        Assert.Equal(code, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TrainingOutputWithoutCheckpoints_SaysSo()
    {
        using var model = new TemporaryModel("sb-train-ecapa");
        var save = Path.Combine(model.Root, "results", "ECAPA-TDNN", "1968", "save");
        foreach (var checkpoint in Directory.GetDirectories(save))
        {
            Directory.Delete(checkpoint, recursive: true);
        }

        var e = Assert.Throws<EmotionAIException>(() => SpeechBrainFolder.Open(model.Root, EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FileMissing, e.Code);
        Assert.Contains("save/CKPT+", e.Message, StringComparison.Ordinal);
    }
}
