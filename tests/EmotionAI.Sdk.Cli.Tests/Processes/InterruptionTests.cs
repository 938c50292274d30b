namespace EmotionAI.Cli.Tests.Processes;

/// <summary>Ctrl-C ends a run that waits for bytes which never come, in every verb that reads, and leaves nothing half written.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Gets what blocks on a pipe: the pipe, and the arguments.</summary>
    public static TheoryData<string, string> Blocked => new()
    {
        { "in.csv", "classify text --mock --input in.csv" },
        { "in.wav", "classify audio --mock in.wav" },
        { "in.csv", "classify audio --mock in.csv" },
        { "in.jsonl", "tokenize --model model --input in.jsonl" },
        { "in.csv", "evaluate text --model model --data in.csv --output out" },
        { "in.wav", "evaluate audio --model SPEECH --data clips.csv --output out" },
        { "in.csv", "evaluate predictions --input in.csv --labels labels.json --output out" },
        { "in.csv", "calibrate --model model --data in.csv --output out" },
        { "in.csv", "compare model model --data in.csv" },
        { "eval/labels.json", "report --evaluation eval" },
        { "in.npy", "plot confusion-matrix --input in.npy --labels labels.json --output out.svg" },
    };

    public void Dispose() => _folder.Dispose();

    [PosixTheory]
    [MemberData(nameof(Blocked))]
    public void Interrupt_BlockedOnAPipe_Ends(string pipe, string arguments)
    {
        WriteInputs(pipe);
        var before = Files();
        using var tool = new ToolProcess(_folder.Path, arguments.Replace("SPEECH", Goldens.Path("models", "audio", "checkpoint"), StringComparison.Ordinal).Split(' '));
        using var writer = ToolProcess.OpenOnceRead(_folder.File(pipe));

        tool.Interrupt();

        Assert.Equal(ExitCode.Cancelled, tool.Wait());
        Assert.Empty(tool.ReadToEnd());
        Assert.Empty(tool.Error);
        Assert.Equal(before, Files());
    }

    [PosixTheory]
    [InlineData("classify text --mock")]
    [InlineData("classify text --mock --input -")]
    [InlineData("tokenize --model model")]
    public void Interrupt_WaitingForTheNextLine_EndsWithTheAnswersSoFar(string arguments)
    {
        TinyTextModel.Write(_folder.File("model"));
        using var tool = new ToolProcess(_folder.Path, arguments.Split(' '));

        // Three bytes are a line, and could not be more than a byte order mark.
        tool.Input.Write("hi\n");
        tool.Input.Flush();
        Assert.EndsWith("}", tool.ReadLine(), StringComparison.Ordinal);
        tool.Input.Write("good\nbad");
        tool.Input.Flush();
        Assert.EndsWith("}", tool.ReadLine(), StringComparison.Ordinal);
        tool.Interrupt();

        Assert.Equal(ExitCode.Cancelled, tool.Wait());
        Assert.Empty(tool.ReadToEnd());
    }

    [PosixFact]
    public void Interrupt_RecordingOnStandardInputDoesNotEnd_Ends()
    {
        using var tool = new ToolProcess(_folder.Path, "classify", "audio", "--mock", "-");

        // A pipe holds 64 KiB: what is beyond goes in once the tool reads.
        tool.Input.BaseStream.Write(WavFile.Bytes(new short[100_000], announced: 1_000_000));
        tool.Interrupt();

        Assert.Equal(ExitCode.Cancelled, tool.Wait());
        Assert.Empty(tool.ReadToEnd());
    }

    [PosixFact]
    public void Run_RecordingOnStandardInput_IsAnswered()
    {
        using var tool = new ToolProcess(_folder.Path, "classify", "audio", "--mock", "-");

        tool.Input.BaseStream.Write(WavFile.Bytes([1, 2, 3, 4]));
        tool.Input.Dispose();

        Assert.Contains("\"input\":\"-\",\"labels\":[{", tool.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, tool.Wait());
    }

    [PosixFact]
    public void Interrupt_AtWork_EndsWithAWholeLine()
    {
        ToolProcess.Shell(_folder.Path, "mkfifo in");
        using var tool = new ToolProcess(_folder.Path, "classify", "text", "--mock", "--input", "in");
        using var pipe = ToolProcess.OpenOnceRead(_folder.File("in"));
        var endless = Task.Factory.StartNew(() => WriteToTheEnd(pipe), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.EndsWith("}", tool.ReadLine(), StringComparison.Ordinal);
        tool.Interrupt();
        var rest = tool.ReadToEnd();

        Assert.Equal(ExitCode.Cancelled, tool.Wait());
        Assert.True(rest.Length == 0 || rest.EndsWith("}\n", StringComparison.Ordinal), rest[Math.Max(0, rest.Length - 200)..]);
        endless.Wait();
    }

    [Fact]
    public void Run_CancelledAndIdleWhileFilesAreWritten_IsNotLeft()
    {
        using var cancellation = new CancellationTokenSource();
        using var written = new ManualResetEventSlim();
        var asked = 0;

        // The disk is slow: twice the run may not be left.
        var exitCode = Interruption.Run(
            () =>
            {
                cancellation.Cancel();
                written.Wait();
                return ExitCode.Success;
            },
            static () => TimeSpan.Zero,
            () =>
            {
                if (++asked == 2)
                {
                    written.Set();
                }

                return false;
            },
            cancellation.Token);

        Assert.Equal(ExitCode.Success, exitCode);
        Assert.True(asked >= 2);
    }

    [Fact]
    public void TryClose_WhileFilesAreWritten_IsRefused() =>
        OutputGate.Pass("x.html", static () => Assert.False(Task.Factory.StartNew(OutputGate.TryClose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult()));

    private static void WriteToTheEnd(FileStream pipe)
    {
        var lines = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("so good and so bad\n", 1_000)));
        try
        {
            while (true)
            {
                pipe.Write(lines);
            }
        }
        catch (IOException)
        {
            // The tool has ended.
        }
    }

    private void WriteInputs(string pipe)
    {
        TinyTextModel.Write(_folder.File("model"));
        Directory.CreateDirectory(_folder.File("eval"));
        _folder.Write("eval/predictions.jsonl", "{}\n");
        _folder.Write("labels.json", """["joy", "sadness"]""");
        _folder.Write("clips.csv", "path,label\nin.wav,happy\n");
        ToolProcess.Shell(_folder.Path, $"mkfifo {pipe}");
    }

    /// <summary>Lists what is there; the answers of an interrupted evaluation are kept to go on with.</summary>
    private string[] Files() => [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".partial.jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
