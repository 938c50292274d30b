using System.Globalization;
using System.Text;

namespace EmotionAI.Cli.Tests.Commands.Parity;

/// <summary>Measures, interrupts, compares and calibrates with a tiny golden model.</summary>
public sealed class EvaluateSmallParityTests : IDisposable
{
    private static readonly string Model = Shared.Path("golden", "text", "models", "bundle-thresholds");

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
        var data = WriteData(20_000);
        string[] arguments = ["evaluate", "text", "--model", Model, "--data", data, "--no-mark", "--resamples", "10", "--output"];
        using var source = new CancellationTokenSource();
        var partial = new FileInfo(_folder.File("two.partial.jsonl"));

        var run = Task.Run(() => new Terminal().Run(source.Token, [.. arguments, _folder.File("two")]));
        while (!run.IsCompleted && (!partial.Exists || partial.Length < 100_000))
        {
            await Task.Delay(5);
            partial.Refresh();
        }

        await source.CancelAsync();
        Assert.Equal(ExitCode.Cancelled, await run);
        Assert.False(Directory.Exists(_folder.File("two")));
        partial.Refresh();
        Assert.True(partial.Length >= 100_000);

        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, _folder.File("two")]));
        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, _folder.File("one")]));
        AssertSameFolders("one", "two");
        Assert.False(File.Exists(partial.FullName));
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

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", model.Path, "--data", WriteData(120), "--objective", objective, "--scheme", scheme));

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
}
