using System.Text.Json;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary><c>evaluate audio</c> of a model that gives arousal, dominance and valence.</summary>
public sealed class EvaluateDimensionsTests : IDisposable
{
    private static readonly string Model = Goldens.Path("golden", "audio", "models", "hf-audeering-dimensional");

    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal = new();

    public EvaluateDimensionsTests()
    {
        for (var i = 0; i < 4; i++)
        {
            var pitch = 20.0 / (i + 1);
            _folder.Write($"{i}.wav", WavFile.Bytes([.. Enumerable.Range(0, 8_000).Select(sample => (short)(8_000 * Math.Sin(sample / pitch)))]));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_TruthIsWhatTheModelSays_AgreesFully()
    {
        var data = _folder.Write("clips.csv", Table("path,arousal,dominance,valence", dimensions => $"{dimensions[0]:R},{dimensions[1]:R},{dimensions[2]:R}"));
        var output = _folder.File("out");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "audio", "--model", Model, "--data", data, "--no-mark", "--resamples", "20", "--output", output));

        var root = JsonDocument.Parse(_terminal.Output).RootElement;
        Assert.Equal(1, root.GetProperty("metrics").GetProperty("ccc_mean").GetDouble(), 1e-6);
        Assert.Equal(4, root.GetProperty("metrics").GetProperty("num_samples").GetInt32());
        Assert.Equal(2, root.GetProperty("intervals").GetProperty("ccc_valence").GetArrayLength());
        Assert.Equal(["arousal", "dominance", "valence"], root.GetProperty("per_dimension").EnumerateArray().Select(item => item.GetProperty("dimension").GetString()));
        Assert.Equal(0, root.GetProperty("per_dimension")[0].GetProperty("rmse").GetDouble(), 1e-6);
        Assert.True(File.Exists(Path.Combine(output, "metrics_overall.json")));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(output, "predictions.jsonl")).Length);
        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", output, "--output", _folder.File("r.html")));
        Assert.Contains("measures quantities and not labels", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherColumns_AreMappedAndWhatIsMissingIsTold()
    {
        var map = _folder.Write("map.json", """{"EmoAct": "arousal"}""");
        var data = _folder.Write("clips.csv", Table("path,EmoAct,Valence", dimensions => $"{dimensions[0]:R},{1 - dimensions[2]:R}"));

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "audio", "--model", Model, "--data", data, "--no-mark", "--resamples", "20", "--label-map", map, "--format", "table"));

        Assert.Contains("arousal", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("-1.0000", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("CCC", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("no column for 'dominance'", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LabelsInPlaceOfValues_SaysWhatIsNeeded()
    {
        var data = _folder.Write("clips.csv", "path,label\n0.wav,happy\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "audio", "--model", Model, "--data", data, "--no-mark"));

        Assert.Contains("a column with the name of each dimension of the model", _terminal.Error, StringComparison.Ordinal);
    }

    private string Table(string header, Func<double[], FormattableString> row)
    {
        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", "--model", Model, "--no-speech-gate", "--logits", .. Enumerable.Range(0, 4).Select(i => _folder.File($"{i}.wav"))]));
        var lines = _terminal.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("logits"));
        return header + "\n" + string.Concat(lines.Select((logits, i) => FormattableString.Invariant($"{i}.wav,") + FormattableString.Invariant(row([.. logits.EnumerateObject().Select(item => item.Value.GetDouble())])) + "\n"));
    }
}
