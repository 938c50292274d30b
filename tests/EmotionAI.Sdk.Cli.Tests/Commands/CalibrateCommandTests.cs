using System.Text.Json;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class CalibrateCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public void Run_TruthThatTheScoresDoNotTell_WritesTheBoundAndSaysSo()
    {
        using var folder = new TemporaryFolder();

        var (temperature, isAtBound) = Calibrate(folder, right: 1, wrong: 3);

        Assert.Equal((100.0, true), (temperature, isAtBound));
        Assert.Contains("warning: The temperature is 100, the hottest that is tried", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TruthThatTheScoresTell_WritesAnOptimumWithoutAWord()
    {
        using var folder = new TemporaryFolder();

        var (temperature, isAtBound) = Calibrate(folder, right: 3, wrong: 1);

        Assert.InRange(temperature, 0.02, 99);
        Assert.False(isAtBound);
        Assert.DoesNotContain("warning: The temperature", _terminal.Error, StringComparison.Ordinal);
    }

    private (double Temperature, bool IsAtBound) Calibrate(TemporaryFolder folder, int right, int wrong)
    {
        TinyTextModel.Write(folder.File("model"), """{"score_scale": 1000}""");
        var config = Path.Combine(folder.File("model"), "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("multi_label", "single_label", StringComparison.Ordinal));
        _terminal.Run("classify", "text", "--model", folder.File("model"), "hi", "--format", "jsonl");
        var best = _terminal.Json().GetProperty("labels")[0].GetProperty("label").GetString()!;
        var other = best == "joy" ? "sadness" : "joy";
        var rows = Enumerable.Repeat($"hi,{best}\n", right).Concat(Enumerable.Repeat($"hi,{other}\n", wrong));
        var data = folder.Write("dev.csv", $"text,label\n{string.Concat(rows)}");

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", folder.File("model"), "--data", data, "--output", folder.File("out")));

        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.File("out"), "calibration.json")));
        return (written.RootElement.GetProperty("temperature").GetDouble(), written.RootElement.GetProperty("at_bound").GetBoolean());
    }
}
