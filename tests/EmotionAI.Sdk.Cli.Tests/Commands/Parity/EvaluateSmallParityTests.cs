using System.Globalization;
using System.Text;

namespace EmotionAI.Cli.Tests.Commands.Parity;

/// <summary>Measures, interrupts, compares and calibrates with a tiny golden model.</summary>
public sealed class EvaluateSmallParityTests : IDisposable
{
    private static readonly string Model = Goldens.Path("golden", "text", "models", "bundle-thresholds");

    /// <summary>So many bytes of answers are kept of the interrupted run, and more are to come.</summary>
    private const int Kept = 10_000;

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Twice_WritesTheSameBytes()
    {
        var data = WriteData(200);

        _terminal.Run("evaluate", "text", "--model", Model, "--data", data, "--no-mark", "--output", _folder.File("one"));
        _terminal.Run("evaluate", "text", "--model", Model, "--data", data, "--no-mark", "--output", _folder.File("two"));

        AssertSameFolders("one", "two");
    }

    [Fact]
    public async Task Run_Interrupted_GoesOnAndWritesTheSameBytes()
    {
        string[] arguments = ["evaluate", "text", "--model", Model, "--data", WriteData(4_000), "--no-mark", "--resamples", "10", "--output"];
        using var source = new CancellationTokenSource();
        var watching = Task.Factory.StartNew(() => CancelOnceThereAre(Kept, _folder.File("two.partial.jsonl"), source), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.Equal(ExitCode.Cancelled, _terminal.Run(source.Token, [.. arguments, _folder.File("two")]));
        await watching;
        Assert.False(Directory.Exists(_folder.File("two")));
        Assert.True(new FileInfo(_folder.File("two.partial.jsonl")).Length > Kept);

        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, _folder.File("two")]));
        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, _folder.File("one")]));
        AssertSameFolders("one", "two");
        Assert.False(File.Exists(_folder.File("two.partial.jsonl")));
    }

    [Theory]
    [InlineData(0, 50, ExitCode.Failure)]
    [InlineData(25, 50, ExitCode.Failure)]
    [InlineData(90, 50, ExitCode.Success)]
    public void Calibrate_DataEvaluatedAsTest_IsRefusedFromHalfOfTheSamplesOn(int first, int rows, int exitCode)
    {
        using var model = TemporaryFolder.CopyOf(Model);
        var test = WriteData(100);
        var lines = File.ReadAllLines(test);
        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "text", "--model", model.Path, "--data", test));

        var more = Enumerable.Range(0, 40).Select(i => $"other {i},{lines[1].Split(',')[1]}");
        var data = _folder.Write("dev.csv", string.Join('\n', [lines[0], .. lines.Skip(1 + first).Take(rows).Reverse(), .. more]));

        Assert.Equal(exitCode, _terminal.Run("calibrate", "--model", model.Path, "--data", data, "--overwrite"));
    }

    [Fact]
    public void Calibrate_Global_CountsOverTheThresholdsOfEvalTest()
    {
        using var bundle = TemporaryFolder.CopyOf(Goldens.Path("golden", "text", "models", "bundle-thresholds"));
        Directory.CreateDirectory(bundle.File("eval_test"));
        var labels = EmotionAI.Bundles.ModelBundle.Load(Model).Metadata!.Labels;
        File.WriteAllText(Path.Combine(bundle.File("eval_test"), "inference_config.json"), $"{{\"thresholds\":{{\"{labels[0]}\":0.9}}}}");
        Directory.CreateDirectory(bundle.File("model"));
        foreach (var file in Directory.GetFiles(bundle.Path))
        {
            File.Move(file, Path.Combine(bundle.File("model"), Path.GetFileName(file)));
        }

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", bundle.File("model"), "--data", WriteData(60), "--scheme", "global", "--overwrite"));

        Assert.Single(EmotionAI.Bundles.ModelBundle.Load(bundle.File("model")).Metadata!.Thresholds.Distinct());
    }

    [Fact]
    public void Compare_AModelWithItself_FindsNoDifference()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("compare", Model, Model, "--data", WriteData(100)));

        Assert.All(_terminal.Json().GetProperty("differences").EnumerateObject(), metric => Assert.Equal((0.0, 1.0), (metric.Value.GetProperty("difference").GetDouble(), metric.Value.GetProperty("p_value").GetDouble())));
        Assert.Empty(_terminal.Json().GetProperty("disagreements").EnumerateArray());
    }

    [Theory]
    [InlineData("macro-f1", "guarded")]
    [InlineData("macro-f1", "per-class")]
    [InlineData("macro-f1", "global")]
    [InlineData("macro-f1", "cv")]
    [InlineData("micro-f1", "per-class")]
    [InlineData("micro-f1", "global")]
    [InlineData("precision=0.5", "per-class")]
    public void Calibrate_EachScheme_WritesABundleThatLoads(string objective, string scheme)
    {
        using var model = TemporaryFolder.CopyOf(Model);

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", model.Path, "--data", WriteData(120), "--objective", objective, "--scheme", scheme, "--overwrite"));

        Assert.Equal(ExitCode.Success, _terminal.Run("bundle", "inspect", model.Path));
        Assert.True(File.Exists(model.File("calibration.json")));
    }

    private void AssertSameFolders(string one, string two) => Assert.All(
        Directory.GetFiles(_folder.File(one)),
        file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.File(two), Path.GetFileName(file)))));

    private string WriteData(int rows)
    {
        var labels = EmotionAI.Bundles.ModelBundle.Load(Model).Metadata!.Labels;
        var csv = new StringBuilder("text,label\n");
        for (var i = 0; i < rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"so {labels[i % labels.Count]} number {i * 7919 % 1009},{labels[i * 31 % labels.Count]}\n");
        }

        return _folder.Write("data.csv", csv.ToString());
    }

    /// <summary>Cancels a run once so many bytes of its answers are kept.</summary>
    private static void CancelOnceThereAre(int bytes, string path, CancellationTokenSource source)
    {
        while (new FileInfo(path) is not { Exists: true } file || file.Length < bytes)
        {
            Thread.Sleep(1);
        }

        source.Cancel();
    }
}
