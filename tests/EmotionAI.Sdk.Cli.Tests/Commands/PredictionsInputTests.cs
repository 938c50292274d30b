using System.IO.Pipes;
using System.Text;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Gives <c>evaluate predictions</c> its files in other forms and encodings, and through pipes.</summary>
public sealed class PredictionsInputTests : IDisposable
{
    private const string Table = "y_true,y_pred\nwütend,wütend\nfroh,froh\nwütend,froh\n";

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _labels;

    public PredictionsInputTests()
    {
        _labels = _folder.Write("labels.json", """["froh","wütend"]""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OtherEncoding_IsToldUntilItIsNamed()
    {
        var path = _folder.Write("p.csv", Encoding.Latin1.GetBytes(Table));

        Assert.Equal(ExitCode.Failure, Run(path));
        Assert.Contains($"2 lines of '{path}' with bytes that are not valid UTF-8: lines 2, 4; name the encoding with --encoding", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, Run(path, "--encoding", "windows-1252"));
        Assert.Equal(3, Samples());
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Run_FormQuotingAndColumn_AreThoseOfTheOtherVerbs()
    {
        var path = _folder.Write("p.txt", "id\ty_true\ty_pred\n1\t\"froh\"\tfroh\n2\t\"wütend\"\tfroh\n");

        Assert.Equal(ExitCode.Success, Run(path, "--input-format", "tsv", "--quoting", "csv", "--input-column", "id", "--output", _folder.File("out")));

        Assert.Contains("\"input\":\"2\"", File.ReadAllText(Path.Combine(_folder.File("out"), "predictions.jsonl")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, Run(path));
        Assert.Contains("--input-format csv, tsv or jsonl", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, Run(path, "--input-format", "lines"));
        Assert.Equal(ExitCode.Usage, Run(path, "--input-format", "xml"));
        Assert.Equal(ExitCode.Usage, Run(path, "--encoding", "klingon"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Run_Utf16WithoutAMark_IsNamedByEveryVerb(string encoding)
    {
        TinyTextModel.Write(_folder.File("model"));
        var bytes = Encoding.GetEncoding(encoding).GetBytes("text,label\ngood,joy\nbad,sadness\n");
        var path = _folder.Write("d.csv", bytes);
        var lines = _folder.Write("d.txt", bytes);
        string[][] verbs =
        [
            ["classify", "text", "--mock", "--input", path], ["classify", "text", "--mock", "--input", lines], ["tokenize", "--model", _folder.File("model"), "--input", lines],
            ["evaluate", "text", "--model", _folder.File("model"), "--data", path], ["calibrate", "--model", _folder.File("model"), "--data", path, "--output", _folder.File("tuned")],
            ["compare", _folder.File("model"), _folder.File("model"), "--data", path], ["evaluate", "predictions", "--labels", _labels, "--input", path],
        ];

        foreach (var verb in verbs)
        {
            Assert.Equal(ExitCode.Failure, _terminal.Run(verb));
            Assert.Contains($"--encoding {encoding}", _terminal.Error, StringComparison.Ordinal);
            Assert.Empty(_terminal.Output);
        }

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--mock", "--input", path, "--encoding", encoding));
    }

    [Theory]
    [InlineData("classify text --mock --input d.csv", 3)]
    [InlineData("classify text --mock --input d.txt", 3)]
    [InlineData("classify text --mock --input d.jsonl", 3)]
    [InlineData("tokenize --model model --input d.csv", 3)]
    [InlineData("evaluate text --model model --no-mark --data d.csv", 3)]
    [InlineData("evaluate text --model model --no-mark --data d.jsonl", 3)]
    [InlineData("calibrate --model model --output tuned --data d.csv", 3)]
    [InlineData("compare model model --data d.csv", 3)]
    public void Run_InvalidBytes_AreCountedAtTheEnd(string arguments, int line)
    {
        TinyTextModel.Write(_folder.File("model"));
        _folder.Write("d.csv", Encoding.Latin1.GetBytes("text,label\ngood,joy\nb\u00e4d,joy\nbad,sadness\ngood,sadness\n"));
        _folder.Write("d.txt", Encoding.Latin1.GetBytes("good\nhi\nb\u00e4d\nbad\n"));
        _folder.Write("d.jsonl", Encoding.Latin1.GetBytes("{\"text\":\"good\",\"label\":\"joy\"}\n{\"text\":\"bad\",\"label\":\"joy\"}\n{\"text\":\"b\u00e4d\",\"label\":\"joy\"}\n"));

        Assert.Equal(ExitCode.Failure, _terminal.Run([.. arguments.Split(' ').Select(argument => argument is "model" or "tuned" || argument.StartsWith("d.", StringComparison.Ordinal) ? _folder.File(argument) : argument)]));

        var last = _terminal.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("warning: 1 line of ", last, StringComparison.Ordinal);
        Assert.Contains($"not valid UTF-8: line {line};", last, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_PipeAsTheShellGivesIt_IsReadAsAFile(bool asTruth)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        var writing = Task.Run(() =>
        {
            pipe.Write(Encoding.UTF8.GetBytes(Table));
            pipe.Flush();
            pipe.Dispose();
        });
        var file = _folder.Write("p.csv", Table);

        // The read end that the pipe itself holds does not keep the reader waiting: the end comes with the last writer.
        Assert.Equal(ExitCode.Success, asTruth ? Run(file, "--truth", path, "--input-format", "csv") : Run(path, "--input-format", "csv"));

        await writing;
        Assert.Equal(3, Samples());
        Assert.Equal(2.0 / 3, _terminal.Json().GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    [PosixTheory]
    [InlineData("p.csv")]
    [InlineData("s.npy")]
    public async Task Run_NamedPipe_IsReadAsAFile(string name)
    {
        var truth = _folder.Write("t.npy", NpyFile.Of("<i8", [3], 1, 0, 1));
        using (var process = System.Diagnostics.Process.Start("mkfifo", _folder.File(name)))
        {
            await process.WaitForExitAsync();
        }

        var content = name == "p.csv" ? Encoding.UTF8.GetBytes(Table) : NpyFile.Of("<f4", [3, 2], .1, .9, .9, .1, .9, .1);
        var writing = Task.Run(() => File.WriteAllBytes(_folder.File(name), content));

        Assert.Equal(ExitCode.Success, Run(_folder.File(name), "--truth", truth));

        await writing;
        Assert.Equal(2.0 / 3, _terminal.Json().GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    [PosixFact]
    public async Task Run_ConfigThroughAPipe_DecidesAsAFileWould()
    {
        var input = _folder.Write("s.csv", "y_true,p_froh,p_wütend\nfroh,.9,.7\nwütend,.4,.7\n");
        var config = _folder.Write("c.json", """{"problem_type":"multi_label_classification","threshold":0.8}""");
        using (var process = System.Diagnostics.Process.Start("mkfifo", _folder.File("pipe.json")))
        {
            await process.WaitForExitAsync();
        }

        Assert.Equal(ExitCode.Success, Run(input, "--config", config));
        var expected = _terminal.Json().GetProperty("metrics").GetRawText();
        var writing = Task.Run(() => File.WriteAllBytes(_folder.File("pipe.json"), File.ReadAllBytes(config)));

        Assert.Equal(ExitCode.Success, Run(input, "--config", _folder.File("pipe.json")));

        await writing;
        Assert.Equal(expected, _terminal.Json().GetProperty("metrics").GetRawText());
    }

    [Fact]
    public void Run_OnATerminal_ShowsResamplesThenFigures()
    {
        var error = new StringWriter();
        var input = _folder.Write("p.csv", "y_true,p_froh,p_wütend\nfroh|wütend,.9,.8\nfroh,.9,.1\n");

        new Terminal { IsErrorTerminal = true, ErrorWriter = error }.Run("evaluate", "predictions", "--input", input, "--labels", _labels);

        var shown = error.ToString();
        Assert.InRange(shown.IndexOf("of 1,000: 1 resamples", StringComparison.Ordinal), 0, shown.IndexOf("of 5: 1 steps of the figures", StringComparison.Ordinal));
    }

    private int Run(string input, params string[] more) => _terminal.Run(["evaluate", "predictions", "--input", input, "--labels", _labels, "--overwrite", .. more]);

    private int Samples() => _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32();
}
