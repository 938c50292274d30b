using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmotionAI.Cli.Input;

namespace EmotionAI.Cli.Tests.Processes;

/// <summary>Runs the built tool as a process of its own. A wait that ends only because of its bound is a tool that hangs.</summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    /// <summary>Becomes the tool. A test run in the background of a shell ignores Ctrl-C, and would hand that on.</summary>
    private const string Emotionai = "exec env --default-signal=INT dotnet \"$TOOL\" ";

    private readonly Process _process;
    private readonly Task<string> _error;

    /// <param name="folder">The working folder.</param>
    /// <param name="args">The arguments; bytes that are not UTF-8 as <see cref="RawNames"/> writes them.</param>
    public ToolProcess(string folder, params string[] args)
        : this(Script(folder, $"{Emotionai}{string.Join(' ', args.Select(Quote))}"))
    {
    }

    private ToolProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public StreamWriter Input => _process.StandardInput;

    public string Error => Within(_error);

    /// <summary>Runs a shell script, in which <c>emotionai</c> is the tool.</summary>
    public static ToolProcess OfScript(string folder, string script) => new(Script(folder, script.Replace("emotionai ", Emotionai, StringComparison.Ordinal)));

    /// <summary>Runs a shell command.</summary>
    public static void Shell(string folder, string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>Gives a name to a shell, whatever its bytes.</summary>
    public static string Quote(string name)
    {
        var bytes = RawNames.Encode(name);
        return Array.TrueForAll(bytes, static value => value is > 0x1F and < 0x7F and not (byte)'\'' and not (byte)'\\')
            ? $"'{name}'"
            : $"\"$(printf '{string.Concat(bytes.Select(value => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}"))}')\"";
    }

    public string? ReadLine() => Within(_process.StandardOutput.ReadLineAsync());

    public string ReadToEnd() => Within(_process.StandardOutput.ReadToEndAsync());

    /// <summary>Presses Ctrl-C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends a signal.</summary>
    public void Signal(string name) => Shell("/", $"kill -{name} {_process.Id.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        Assert.True(_process.WaitForExit(Hung), "The tool hangs.");
        return _process.ExitCode;
    }

    /// <summary>Opens a pipe for writing, which the system grants once the tool reads it.</summary>
    public static FileStream OpenOnceRead(string pipe) => Within(Task.Factory.StartNew(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Script(string folder, string script) => new("sh", ["-c", script])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
        Environment = { ["TOOL"] = Path.Combine(AppContext.BaseDirectory, "emotionai.dll") },
    };

    private static T Within<T>(Task<T> task) => task.WaitAsync(Hung).GetAwaiter().GetResult();
}
