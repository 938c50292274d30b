using EmotionAI.Audio;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles.Malformed;

/// <summary>Whatever <c>hyperparams.yaml</c> says about the features, a bundle is usable or says what is wrong with it.</summary>
public sealed class HostileFbankTests
{
    private const string FileName = "hyperparams.yaml";
    private const string Bands = "    n_mels: !ref <n_mels>\n";
    private const long MostBytes = 32 << 20;

    private static readonly string[] Values =
    [
        "-1", "0", "-0.0", "1", "2", "3", "401", "1e-300", "0.01", "0.03", "0.04", "24.5", "10000", "1103", "65521", "65535", "65536", "65537", "768000", "2147483647", "2147483648",
        "99999999999999999999", "1e308", "-1e308", "1e400", ".nan", ".inf", "-.inf", "'10'", "ten", "null", "[]", "[10]", "{}", "true", "!ref <n_mels> / 0",
    ];

    public static TheoryData<string> Keys => ["sample_rate", "n_fft", "n_mels", "f_min", "f_max", "win_length", "hop_length", "left_frames", "right_frames", "deltas", "context"];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Inspect_HostileValue_IsUsableOrNamed(string key)
    {
        using var folder = CopyOfGolden();
        var yaml = Read(folder);
        foreach (var value in Values)
        {
            Write(folder, With(yaml, key, value));
            var before = GC.GetAllocatedBytesForCurrentThread();

            var bundle = ModelBundle.Inspect(folder.Path);
            if (bundle.IsUsable)
            {
                Run(bundle, new float[1]);
                Run(bundle, new float[1_600]);
            }

            Assert.True(bundle.IsUsable || bundle.Problems.Count > 0, $"{key}: {value}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    [Theory]
    [InlineData("hop_length: 0.01", "compute_features.hop_length", "0.01 ms, which is 0 samples at 16000 Hz")]
    [InlineData("hop_length: 0.03125", "compute_features.hop_length", "0.03125 ms, which is 0 samples at 16000 Hz")]
    [InlineData("hop_length: 10000", "compute_features.hop_length", "10000 ms, which is 160000 samples at 16000 Hz")]
    [InlineData("win_length: 0.01", "compute_features.win_length", "0.01 ms, which is 0 samples at 16000 Hz")]
    [InlineData("win_length: 25.1", "compute_features.win_length", "25.1 ms, which is 402 samples at 16000 Hz")]
    [InlineData("n_fft: 399", "compute_features.win_length", "25 ms, which is 400 samples at 16000 Hz")]
    [InlineData("n_fft: 65521", "compute_features.n_fft", "65521")]
    [InlineData("n_fft: 65536\n    f_min: 100\n    f_max: 100.0001", "compute_features.f_max", "80 bands from 100 Hz to 100.0001 Hz")]
    public void Load_FeaturesThatTorchRefuses_NamesFileKeyFoundAndAllowed(string line, string key, string found)
    {
        using var folder = CopyOfGolden();
        Write(folder, Read(folder).Replace(Bands, $"{Bands}    {line}\n", StringComparison.Ordinal));

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Problems, problem => problem.Key == key);

        Assert.Equal((BundleProblemCodes.ValueInvalid, FileName, found), (problem.Code, problem.File, problem.Found));
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void Load_ConvolutionThatReflectsMinutes_IsRefused()
    {
        using var folder = CopyOfGolden();
        Write(folder, Read(folder)
            .Replace("dilations: [1, 2, 3, 4, 1]", "dilations: [1, 2, 3, 1023, 1]", StringComparison.Ordinal)
            .Replace(Bands, Bands + "    hop_length: 4000\n", StringComparison.Ordinal));

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Problems, problem => problem.Key == "embedding_model.dilations");

        Assert.Equal("1023 reflected frames, 65472000 samples", problem.Found);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public void Load_ShortestInput_HasAFrameMoreThanTheModelReflects(int fftSize)
    {
        using var folder = CopyOfGolden();
        Write(folder, With(Read(folder), "n_fft", $"{fftSize}"));

        var model = ModelBundle.Load(folder.Path).Audio!;

        Assert.Equal(5, model.Features.Shape(model.MinSamples).Second);
        Assert.Equal(4, model.Features.Shape(model.MinSamples - 1).Second);
        using var classifier = AudioEmotionClassifier.Load(folder.Path);
        Assert.All(classifier.Classify(new AudioClip(new float[] { 0.5f }, 16_000)).Logits, logit => Assert.True(float.IsFinite(logit)));
    }

    private static TemporaryFolder CopyOfGolden() => TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", "sb-ecapa-micro"));

    private static string Read(TemporaryFolder folder) => File.ReadAllText(folder.File(FileName));

    private static void Write(TemporaryFolder folder, string yaml) => File.WriteAllText(folder.File(FileName), yaml);

    private static string With(string yaml, string key, string value) => key switch
    {
        "n_mels" => yaml.Replace(Bands, $"    n_mels: {value}\n", StringComparison.Ordinal),
        "sample_rate" => yaml.Replace("sample_rate: 16000\n", $"sample_rate: {value}\n", StringComparison.Ordinal).Replace(Bands, Bands + "    sample_rate: !ref <sample_rate>\n", StringComparison.Ordinal),
        "left_frames" or "right_frames" => yaml.Replace(Bands, $"{Bands}    context: True\n    {key}: {value}\n", StringComparison.Ordinal),
        _ => yaml.Replace(Bands, $"{Bands}    {key}: {value}\n", StringComparison.Ordinal),
    };

    private static void Run(ModelBundle bundle, float[] samples) => ClipFeatures.Compute(bundle.Audio!, samples).Dispose();
}
