using System.Collections.Concurrent;
using System.Diagnostics;

namespace EmotionAI.Tests.Servers;

/// <summary>Is a program that a test started, and ends.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentQueue<string> _output = [];
    private readonly Process _process;

    public RunningProgram(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? Path.GetTempPath() };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data, _output, _lines);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data, _lines);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the lines of standard output.</summary>
    public IReadOnlyCollection<string> Output => _output;

    public bool HasEnded => _process.HasExited;

    public static int Run(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        using var program = new RunningProgram(file, arguments, environment, folder);
        return program.WaitForEnd();
    }

    /// <summary>Waits until something is so; fails with what the program said where it ends before, or it takes too long.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        for (var begin = Stopwatch.StartNew(); !isSo(); await Task.Delay(50))
        {
            Assert.False(_process.HasExited, $"The program ended: {this}");
            Assert.True(begin.Elapsed < Patience, $"The program does not come to it: {this}");
        }
    }

    public Task UntilSaysAsync(string text) => UntilAsync(() => _lines.Any(line => line.Contains(text, StringComparison.Ordinal)));

    public int WaitForEnd()
    {
        Assert.True(_process.WaitForExit(Patience), $"The program does not end: {this}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends the program as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks the program to end.</summary>
    public void Terminate() => Run("/bin/kill", ["-TERM", FormattableString.Invariant($"{_process.Id}")]);

    public override string ToString() => $"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}\n{string.Join('\n', _lines.TakeLast(60))}";

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static void Keep(string? line, params ReadOnlySpan<ConcurrentQueue<string>> places)
    {
        foreach (var place in line is null ? [] : places)
        {
            place.Enqueue(line!);
        }
    }
}
