using System.Diagnostics;

namespace EmotionAI.Cli.Tests;

/// <summary>Runs the tool as a process of its own, as a shell does: for signals, standard input and names that .NET has no text for.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>Ends a test that would hang; no test measures it.</summary>
    private static readonly TimeSpan Hopeless = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    /// <param name="script">What the shell runs; <c>emotionai</c> is the tool.</param>
    /// <param name="directory">Where it runs.</param>
    public ToolProcess(string script, string directory)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");

        // A test run in the background of a shell ignores Ctrl-C, and would hand that on.
        start.ArgumentList.Add(script.Replace("emotionai ", "exec env --default-signal=INT \"$TOOL_HOST\" \"$TOOL\" ", StringComparison.Ordinal));
        start.Environment["TOOL_HOST"] = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        start.Environment["TOOL"] = typeof(ExitCode).Assembly.Location;
        _process = Process.Start(start)!;
    }

    /// <summary>Gets standard input, which stays open until it is closed.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Sends what Ctrl-C sends.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends a signal.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        Assert.True(_process.WaitForExit(Hopeless), "The tool hangs.");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
