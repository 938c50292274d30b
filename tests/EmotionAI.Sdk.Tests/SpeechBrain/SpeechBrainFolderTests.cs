using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain;

public sealed class SpeechBrainFolderTests
{
    private const string Fbank = "    n_mels: !ref <n_mels>\n";

    [Fact]
    public void Open_EveryFbankArgument_IsRead()
    {
        using var model = new TemporaryModel();
        model
            .Replace(Fbank, "    n_mels: 10\n    n_fft: 512\n    f_min: 20\n    f_max: 7600.5\n    win_length: 32\n    hop_length: 12.5\n    filter_shape: gaussian\n    deltas: True\n    context: no\n    left_frames: 1\n    right_frames: 2\n    requires_grad: 1\n")
            .Replace("input_size: !ref <n_mels>", "input_size: 120");

        var features = Open(model).Features;

        Assert.Equal((10, 512, 20d, 7600.5, 32d, 12.5), (features.MelBands, features.FftSize, features.MinimumFrequency, features.MaximumFrequency, features.WindowMilliseconds, features.HopMilliseconds));
        Assert.Equal(("gaussian", true, true, 1, 2, true), (features.FilterShape, features.Deltas, features.Context, features.LeftFrames, features.RightFrames, features.RequiresGradient));
        Assert.Equal(10 * 3 * 4, features.FeatureSize);
    }

    [Fact]
    public void Open_ArgumentsByPosition_AreRead()
    {
        using var model = new TemporaryModel();
        model.Replace("ECAPA_TDNN.Classifier\n    input_size: 8\n    out_neurons: !ref <out_n_neurons>", "ECAPA_TDNN.Classifier [8, cpu, 0, 192, !ref <out_n_neurons> ]");

        Assert.Equal((8, 4), (Open(model).Classifier.InputSize, Open(model).Classifier.OutNeurons));
    }

    [Theory]
    [InlineData("    std_norm: False\n", "Unknown", 1e-10, false)]
    [InlineData("    std_norm: False\n    avoid_padding_norm: True\n    epsilon: 1e-5\n", "Current", 1e-5, true)]
    [InlineData("    std_norm: False\n    requires_grad: False\n", "Legacy", 1e-10, false)]
    public void Open_NormalizationArguments_TellTheGenerationWhereTheyCan(string arguments, string generation, double epsilon, bool avoids)
    {
        using var model = new TemporaryModel();
        model.Replace("    std_norm: False\n", arguments);

        var normalization = Open(model).Normalization;

        Assert.Equal((generation, epsilon, avoids), (normalization.Generation.ToString(), normalization.Epsilon, normalization.AvoidsPadding));
        Assert.Null(normalization.StatisticsPath);
    }

    [Theory]
    [InlineData("!name:torch.nn.LeakyReLU\n        negative_slope: 0.2", "LeakyRelu", 0.2)]
    [InlineData("!name:torch.nn.modules.activation.ELU [0.5]", "Elu", 0.5)]
    [InlineData("!name:torch.nn.GELU", "Gelu", 0)]
    public void Open_Activation_IsReadWithItsParameter(string yaml, string kind, double parameter)
    {
        using var model = new TemporaryModel();
        model.Replace("    lin_neurons: 8\n", $"    lin_neurons: 8\n    activation: {yaml}\n");

        Assert.Equal((kind, parameter), (Open(model).Embedding.Activation.Kind.ToString(), Open(model).Embedding.Activation.Parameter));
    }

    [Theory]
    [InlineData("AdditiveAngularMargin\n        scale: 15.5", 15.5)]
    [InlineData("AdditiveAngularMargin", 1)]
    [InlineData("AngularMargin {margin: 0.1, scale: 12}", 12)]
    [InlineData("SomethingElse", 30)]
    public void Open_ComputeCost_GivesTheScale(string loss, double expected)
    {
        using var model = new TemporaryModel();
        model.Write("hyperparams.yaml", model.Yaml + $"\ncompute_cost: !new:speechbrain.nnet.losses.LogSoftmaxWrapper\n    loss_fn: !new:speechbrain.nnet.losses.{loss}\n");

        Assert.Equal(expected, Open(model).ScoreScale);
    }

    [Fact]
    public void Open_Include_IsFollowedInsideTheFolder()
    {
        using var model = new TemporaryModel();
        model
            .Replace("n_mels: 80\n", "n_mels: !ref <sizes[n_mels]>\nsizes: !include:parts/sizes.yaml\n    bands: 40\n")
            .Write("parts/sizes.yaml", "bands: 1\nn_mels: !ref <bands> * 2\ndeeper: !include:deeper.yaml\n")
            .Write("parts/deeper.yaml", "a: !include:deeper.yaml\n");

        Assert.Equal(80, Open(model).Features.MelBands);
    }

    [Fact]
    public void Open_IncludeThatIncludesItself_IsBounded()
    {
        using var model = new TemporaryModel();
        model
            .Replace("n_mels: 80\n", "n_mels: !ref <sizes[a][a][a][a][a][a]>\nsizes: !include:sizes.yaml\n")
            .Write("sizes.yaml", "a: !include:sizes.yaml\n");

        var e = Assert.Throws<EmotionAIException>(() => Open(model));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Contains("!include", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SeveralFaults_ReportsThemAll()
    {
        using var model = new TemporaryModel();
        model
            .Replace("sample_rate: 16000", "sample_rate: 8000")
            .Replace("norm_type: sentence", "norm_type: speaker")
            .Replace("lin_neurons: 8", "lin_neurons: 7")
            .Write("label_encoder.txt", "'a' => 0\n");
        File.Delete(Path.Combine(model.Root, "classifier.ckpt"));

        var e = Assert.Throws<EmotionAIException>(() => Open(model));

        Assert.Equal(EmotionErrorCodes.BundleInvalid, e.Code);
        Assert.All(
            (string[])["5 faults", "sample_rate is 8000 at the top and 16000", "mean_var_norm.norm_type is 'speaker'", "gives 7 values (lin_neurons), the classifier takes 8", "has 1 labels, the classifier has 4 outputs", "classifier.ckpt is named"],
            text => Assert.Contains(text, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Open_FolderAboveTwoTrainings_ListsThem()
    {
        using var model = new TemporaryModel("sb-train-ecapa");
        model.Write("results/ECAPA-TDNN/2/hyperparams.yaml", "a: 1\n");

        var e = Assert.Throws<EmotionAIException>(() => Open(model));

        Assert.Equal(EmotionErrorCodes.BundleInvalid, e.Code);
        Assert.Contains("1968", e.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("ECAPA-TDNN", "2"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TooDeepBelow_IsNotFound()
    {
        using var model = new TemporaryModel(null);
        model.Write("1/2/3/4/hyperparams.yaml", "a: 1\n");
        Assert.True(SpeechBrainFolder.Recognise(model.Root));

        Directory.Move(Path.Combine(model.Root, "1"), Path.Combine(model.Root, "x"));
        model.Write("1/2/3/4/5/hyperparams.yaml", "a: 1\n");
        Directory.Delete(Path.Combine(model.Root, "x"), recursive: true);

        Assert.False(SpeechBrainFolder.Recognise(model.Root));
    }

    [Theory]
    [InlineData("error: 0.1\nunixtime: 1\n", "error: 0.2\nunixtime: 3\n", "error: 0.3\nunixtime: 2\n", 0)]
    [InlineData("error: 0.3\n", "error: 1e-2\n", "error: 0.02\n", 1)]
    [InlineData("error_rate: 30\n", "error_rate: 20\n", "error_rate: 10\n", 2)]
    [InlineData("unixtime: 1.5\n", "unixtime: 9\n", "{}\n", 1)]
    [InlineData("error: 0.2\nunixtime: 1\n", "error: 0.2\nunixtime: 5\n", "error: 0.2\nunixtime: 3\n", 1)]
    [InlineData("error: !!python/object/apply:numpy.core.multiarray.scalar [0]\nunixtime: 1\n", "unixtime: 2\n", "error: 0.9\nunixtime: 0\n", 2)]
    [InlineData("error: .nan\n", "error: 5\n", "error: '1'\n", 1)]
    public void Open_Checkpoints_AreChosenByErrorThenByTime(string first, string second, string third, int expected)
    {
        using var model = new TemporaryModel("sb-train-ecapa");
        var root = Path.Combine("results", "ECAPA-TDNN", "1968", "save");
        var names = Directory.GetDirectories(Path.Combine(model.Root, root)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToArray();
        foreach (var (name, text) in names.Zip([first, second, third]))
        {
            model.Write(Path.Combine(root, name, "CKPT.yaml"), text);
        }

        Assert.Equal(names[expected], Open(model).CheckpointName);
    }

    private static EncoderFolder Open(TemporaryModel model) => Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(model.Root, EmotionLimits.Default));
}
