using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionAI.Cli;

/// <summary>Is a tool that brings along what this one is to be small without, and takes its verbs over where it is installed.</summary>
/// <param name="Command">How it is called.</param>
/// <param name="Package">Its package.</param>
/// <param name="Purpose">What it does.</param>
/// <param name="OtherWay">What else can be done, as the end of a sentence; empty for nothing.</param>
internal sealed record SisterTool(string Command, string Package, string Purpose, string OtherWay)
{
    /// <summary>Is the tool that brings TorchSharp along.</summary>
    public static readonly SisterTool Training = new("emotionai-train", "EmotionAI.Sdk.Training.Cli", "trains whole networks", ", or use --method head");

    /// <summary>Is the tool that needs the runtime of ASP.NET Core.</summary>
    public static readonly SisterTool Server = new("emotionai-serve", "EmotionAI.Sdk.Server.Cli", "serves models over HTTP", "");

    /// <summary>So long a tool that was asked to end may take: longer than a server needs to finish its calls.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Runs the tool. When this process is to end, the tool is asked to, and waited for.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="EmotionAIException">It is not installed.</exception>
    public int HandOver(IEnumerable<string> arguments, CommandConsole console, CancellationToken cancellationToken)
    {
        var program = Find(console) ?? throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The tool {Command}, which {Purpose}, is not installed. Add it with 'dotnet tool install --global {Package}'{OtherWay}.");
        console.Output.Flush();
        var exitCode = 0;
        OutputGate.Pass(program, () => exitCode = Run(program, arguments, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return exitCode;
    }

    private static int Run(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        // Heard before the tool is there: a signal that comes meanwhile is passed on to it.
        using var isAsked = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            isAsked.Cancel();
        });
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
            using var terminated = isAsked.Token.Register(() => End(process));
            using var interrupted = cancellationToken.Register(() => End(process));
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"'{program}' cannot be started: {e.Message}", program, innerException: e);
        }
    }

    /// <summary>Asks the tool to end, and ends it where it does not. On Windows it hears Ctrl-C itself.</summary>
    private static void End(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            ChildSignal.Terminate(process);
        }

        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Finds the tool beside this one and on the path; never in the folder that happens to be the current one.</summary>
    private string? Find(CommandConsole console)
    {
        var name = OperatingSystem.IsWindows() ? $"{Command}.exe" : Command;
        string?[] folders = [Path.GetDirectoryName(Environment.ProcessPath), .. (console.Environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
        return folders.Where(folder => Path.IsPathFullyQualified(folder ?? "")).Select(folder => Path.Combine(folder!, name)).FirstOrDefault(File.Exists);
    }
}
