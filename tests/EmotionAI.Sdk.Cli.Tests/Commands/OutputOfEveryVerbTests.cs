namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Every verb that writes files: over existing ones only if asked, through links and into pipes and devices, all or none.</summary>
public sealed class OutputOfEveryVerbTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public OutputOfEveryVerbTests()
    {
        TinyTextModel.Write(_folder.File("model"));
        _folder.Write("data.csv", "text,label\nhi good,joy\nbad,sadness\ngood,joy\n");
        _folder.Write("p.csv", "y_true,y_pred,p_joy,p_sadness\njoy,joy,0.9,0.1\nsadness,joy,0.6,0.4\nsadness,sadness,0.2,0.8\n");
        _folder.Write("labels.json", """["joy", "sadness"]""");
    }

    /// <summary>Gets the verbs that write a folder: the arguments, and one of its files.</summary>
    public static TheoryData<string, string> FolderVerbs => new()
    {
        { "evaluate text --model model --data data.csv --no-mark --resamples 5 --pictures none --output", "labels.json" },
        { "evaluate predictions --input p.csv --labels labels.json --resamples 5 --pictures none --output", "confusion_matrix.npy" },
        { "calibrate --model model --data data.csv --scheme global --output", "calibration.json" },
    };

    public static TheoryData<string> FileVerbs => ["report --evaluation eval --output", "plot confusion-matrix --input eval/confusion_matrix.npy --labels labels.json --output", "plot f1 --input eval --output"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(FolderVerbs))]
    [InlineData("evaluate audio --model none --data data.csv --output", "labels.json")]
    public void Folder_WithFiles_IsRefusedAndKept(string arguments, string file)
    {
        Directory.CreateDirectory(_folder.File("out"));
        _folder.Write(Path.Combine("out", file), "mine");

        Assert.Equal(ExitCode.Failure, Run(arguments, "out"));

        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["mine"], Directory.GetFiles(_folder.File("out")).Select(File.ReadAllText));
    }

    [Theory]
    [MemberData(nameof(FolderVerbs))]
    public void Folder_IsAFile_IsRefusedBeforeTheWork(string arguments, string file)
    {
        _folder.Write("out", "mine");

        Assert.Equal(ExitCode.Failure, Run(arguments, "out", "--overwrite"));

        Assert.Contains("is a file, and --output names a folder", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.File("out")));
        Assert.False(File.Exists(_folder.File($"out.partial.jsonl")), file);
    }

    [Theory]
    [MemberData(nameof(FolderVerbs))]
    public void Folder_LastFileCannotBeReplaced_KeepsAllOfTheOldOnes(string arguments, string file)
    {
        Assert.Equal(ExitCode.Success, Run(arguments, "first"));
        string[] names = [.. Directory.GetFiles(_folder.File("first")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Contains(file, names);
        Directory.CreateDirectory(_folder.File("out"));

        // Calibrate writes its own record last, evaluate by name; the first one is new, the others are there.
        var last = file == "calibration.json" ? file : names[^1];
        string[] old = [.. names.Except([last]).Skip(names.Length > 2 ? 1 : 0)];
        Array.ForEach(old, name => _folder.Write(Path.Combine("out", name), "old"));
        Directory.CreateDirectory(_folder.File(Path.Combine("out", last)));

        Assert.Equal(ExitCode.Failure, Run(arguments, "out", "--overwrite"));

        Assert.Contains($"{last}' cannot be written", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(old, Directory.GetFiles(_folder.File("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(old, name => Assert.Equal("old", File.ReadAllText(_folder.File(Path.Combine("out", name)))));
    }

    [PosixTheory]
    [MemberData(nameof(FolderVerbs))]
    public void Folder_LinksAndDevicesInIt_AreFollowedAndWrittenThrough(string arguments, string file)
    {
        Directory.CreateDirectory(_folder.File("real"));
        Directory.CreateSymbolicLink(_folder.File("out"), _folder.File("real"));
        var target = _folder.Write("target", "old");
        File.CreateSymbolicLink(_folder.File(Path.Combine("real", file)), target);
        Assert.Equal(ExitCode.Success, Run(arguments, "out", "--overwrite"));
        Assert.NotEqual("old", File.ReadAllText(target));
        Assert.Equal(target, new FileInfo(_folder.File(Path.Combine("real", file))).LinkTarget);
        Assert.Equal(_folder.File("real"), new FileInfo(_folder.File("out")).LinkTarget);

        File.Delete(_folder.File(Path.Combine("real", file)));
        Device(_folder.File(Path.Combine("real", file)));
        Assert.Equal(ExitCode.Success, Run(arguments, "out", "--overwrite"));

        Assert.Empty(File.ReadAllBytes(_folder.File(Path.Combine("real", file))));
        Assert.DoesNotContain(Directory.GetFiles(_folder.File("real")), path => path.EndsWith(".tmp", StringComparison.Ordinal) || path.EndsWith(".old", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FileVerbs))]
    public void File_ThatIsThere_IsRefusedUnlessAskedAndNamed(string arguments)
    {
        Evaluate();
        var page = _folder.Write("page.svg", "mine");

        Assert.Equal(ExitCode.Failure, Run(arguments, "page.svg"));
        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(page));

        Assert.Equal(ExitCode.Success, Run(arguments, "page.svg", "--overwrite"));
        Assert.Equal($"{page}\n", _terminal.Output);
        Assert.StartsWith("<", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [PosixTheory]
    [MemberData(nameof(FileVerbs))]
    public void File_LinkPipeAndDevice_AreFollowedAndWrittenThrough(string arguments)
    {
        Evaluate();
        File.CreateSymbolicLink(_folder.File("link.svg"), _folder.File("new.svg"));
        Assert.Equal(ExitCode.Success, Run(arguments, "link.svg"));
        var written = File.ReadAllText(_folder.File("new.svg"));
        Assert.Equal(_folder.File("new.svg"), new FileInfo(_folder.File("link.svg")).LinkTarget);

        Processes.ToolProcess.Shell(_folder.Path, "mkfifo pipe.svg");
        var read = Task.Factory.StartNew(() => File.ReadAllText(_folder.File("pipe.svg")), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(ExitCode.Success, Run(arguments, "pipe.svg"));
        Assert.Equal(written, read.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult());
        Assert.Empty(_terminal.Output);

        Device(_folder.File("device.svg"));
        Assert.Equal(ExitCode.Success, Run(arguments, "device.svg"));
        Assert.Empty(File.ReadAllBytes(_folder.File("device.svg")));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    [Fact]
    public void Report_InTheEvaluation_IsRefusedUnlessAsked()
    {
        Evaluate();

        Assert.Equal(ExitCode.Success, Run("report --evaluation", "eval"));
        Assert.Equal(ExitCode.Failure, Run("report --evaluation", "eval"));
        Assert.Equal(ExitCode.Success, Run("report --evaluation", "eval", "--overwrite"));
    }

    [Fact]
    public void Calibrate_SettingsOfTheModel_AreReplacedOnlyIfAsked()
    {
        var config = _folder.Write(Path.Combine("model", "inference_config.json"), """{"top_k":2}""");
        var arguments = "calibrate --scheme global --data data.csv --model";

        Assert.Equal(ExitCode.Failure, Run(arguments, "model"));
        Assert.Equal("""{"top_k":2}""", File.ReadAllText(config));
        Assert.Equal(ExitCode.Success, Run(arguments, "model", "--overwrite"));
        Assert.Contains("top_k", File.ReadAllText(config), StringComparison.Ordinal);
    }

    /// <summary>Makes a device that forgets; only root makes devices, and the one of the system serves others.</summary>
    private static void Device(string path) => Processes.ToolProcess.Shell("/", $"mknod '{path}' c 1 3 2>/dev/null || ln -s /dev/null '{path}'");

    private void Evaluate() => Assert.Equal(ExitCode.Success, Run("evaluate predictions --input p.csv --labels labels.json --resamples 5 --pictures none --output", "eval"));

    /// <summary>Runs a verb; names of files are those in the folder of the test.</summary>
    private int Run(string arguments, string last, params string[] more)
    {
        string[] files = ["model", "data.csv", "p.csv", "labels.json", "eval", "eval/confusion_matrix.npy"];
        return _terminal.Run([.. arguments.Split(' ').Select(argument => files.Contains(argument) ? _folder.File(argument) : argument), _folder.File(last), .. more]);
    }
}
