using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Tests.Bundles.Malformed;

/// <summary>Whatever <c>preprocessor_config.json</c> says about the features, a bundle is usable or says what is wrong with it.</summary>
public sealed class HostilePreprocessorTests : IDisposable
{
    private const long MostBytes = 96 << 20;

    private static readonly string[] Values =
    [
        "-1", "0", "-0", "1", "2", "15", "16", "17", "401", "1000", "16384", "16385", "100000", "768000", "2147483647", "2147483648", "99999999999999999999",
        "0.5", "1.5", "400.0", "1e308", "-1e308", "1e400", "1e-300", "NaN", "Infinity", "\"400\"", "\"ten\"", "\"\\uD800\"", "null", "[]", "[400]", "{}", "true",
    ];

    private static readonly int[] Rates = [1_000, 16_000, 768_000];
    private static readonly int[] BandCounts = [1, 80, 512];
    private static readonly int[] Sizes = [16, 401, 16_384];
    private static readonly int[] Hops = [1, 160, 16_384];
    private static readonly int[] Seconds = [1, 30, 600];

    private readonly TemporaryFolder _folder = new();

    public HostilePreprocessorTests()
    {
        File.WriteAllBytes(_folder.File("model.onnx"), MeanOfAllBands());
        File.WriteAllText(_folder.File("labels.json"), """["quiet", "loud"]""");
        File.WriteAllText(_folder.File("inference_config.json"), """{"problem_type": "single_label_classification"}""");
    }

    public static TheoryData<string> Keys => ["sampling_rate", "feature_size", "n_fft", "hop_length", "chunk_length", "nb_max_frames", "n_samples", "padding_value", "dither"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Keys))]
    public void Inspect_HostileValue_IsUsableOrNamed(string key)
    {
        foreach (var value in Values)
        {
            Write($"\"{key}\": {value}");
            var before = GC.GetAllocatedBytesForCurrentThread();

            var bundle = ModelBundle.Inspect(_folder.Path);
            if (bundle.IsUsable)
            {
                ClipFeatures.Compute(bundle.Audio!, new float[1_000]).Dispose();
            }

            Assert.True(bundle.IsUsable || bundle.Problems.Count > 0, $"{key}: {value}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    [Fact]
    public void Inspect_ExtremesTogether_IsUsableOrNamed()
    {
        int[] extremes = [0, 1, 2];
        var combinations = from rate in extremes from bands in extremes from size in extremes from hop in extremes from seconds in extremes select (rate, bands, size, hop, seconds);
        var (all, usable) = (0, 0);
        foreach (var (rate, bands, size, hop, seconds) in combinations)
        {
            Write($"\"sampling_rate\": {Rates[rate]}, \"feature_size\": {BandCounts[bands]}, \"n_fft\": {Sizes[size]}, \"hop_length\": {Hops[hop]}, \"chunk_length\": {Seconds[seconds]}");
            var before = GC.GetAllocatedBytesForCurrentThread();

            var bundle = ModelBundle.Inspect(_folder.Path);

            all++;
            usable += bundle.IsUsable ? 1 : 0;
            Assert.True(bundle.IsUsable || bundle.Problems.Count > 0);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        Assert.InRange(usable, 1, all - 1);
    }

    [Theory]
    [InlineData("\"chunk_length\": 1, \"sampling_rate\": 1000, \"n_fft\": 1001", "n_fft", "1001")]
    [InlineData("\"chunk_length\": 1, \"sampling_rate\": 1000, \"hop_length\": 1001", "hop_length", "1001")]
    [InlineData("\"chunk_length\": 1, \"sampling_rate\": 1001, \"n_fft\": 401, \"hop_length\": 1001", "hop_length", "1001")]
    [InlineData("\"n_fft\": 16381", "n_fft", "16381")]
    [InlineData("\"feature_size\": 512, \"n_fft\": 16384", "feature_size", "512 bands × 8193 bins")]
    [InlineData("\"hop_length\": 1", "chunk_length", "480000 frames × 80 bands")]
    [InlineData("\"chunk_length\": 600, \"sampling_rate\": 768000, \"hop_length\": 1, \"feature_size\": 512", "chunk_length", "460800000 frames × 512 bands")]
    public void Load_SizesThatDoNotFitTogether_NamesFileKeyFoundAndAllowed(string settings, string key, string found)
    {
        Write(settings);

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(() => ModelBundle.Load(_folder.Path)).Problems, problem => problem.Key == key);

        Assert.Equal((BundleProblemCodes.ValueInvalid, "preprocessor_config.json", found), (problem.Code, problem.File, problem.Found));
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void Load_RateThatRaisedLimitsAllow_IsRefusedWhereAChunkWouldOverflow()
    {
        Write("\"chunk_length\": 600, \"sampling_rate\": 2000000000");

        var exception = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(_folder.Path, new EmotionLimits { AudioSampleRate = int.MaxValue }));

        Assert.Contains(exception.Problems, problem => problem is { Key: "chunk_length", Found: "600 s at 2000000000 Hz" });
    }

    [Fact]
    public void Load_OddFrame_ExpectsTheFramesThatTorchGives()
    {
        Write("\"n_fft\": 401, \"chunk_length\": 1");

        Assert.Equal((80, 99), ModelBundle.Load(_folder.Path).Audio!.Features.Shape(1));
    }

    private static byte[] MeanOfAllBands()
    {
        var graph = new OnnxGraphBuilder();
        var features = graph.Input("input", InputRole.Values, OnnxElementType.Float, "batch", "bands", "frames");
        var mean = graph.Node("Reshape", [graph.Node("ReduceMean", [features], ("axes", new long[] { 1, 2 }), ("keepdims", 0)), graph.Constant(-1, 1)]);
        return graph.Build("logits", graph.Node("Mul", [mean, graph.Constant([-1f, 1f], 1, 2)]), "batch", 2).Bytes;
    }

    private void Write(string settings) =>
        File.WriteAllText(_folder.File("preprocessor_config.json"), string.Create(CultureInfo.InvariantCulture, $$"""{"feature_extractor_type": "WhisperFeatureExtractor", {{settings}}}"""));
}
