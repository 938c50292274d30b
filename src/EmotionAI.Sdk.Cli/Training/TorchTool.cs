using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace EmotionAI.Cli.Training;

/// <summary>Hands a training of a whole network over to the tool that brings TorchSharp along, where it is installed.</summary>
internal static class TorchTool
{
    public const string Command = "emotionai-train";
    public const string FineTune = "fine-tune";
    public const string Ecapa = "ecapa";

    private const string Package = "EmotionAI.Sdk.Training.Cli";

    /// <summary>Runs the tool with the same arguments.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="EmotionAIException">It is not installed.</exception>
    public static int HandOver(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        console.Output.Flush();
        var start = new ProcessStartInfo(Command) { UseShellExecute = false };
        foreach (var argument in result.Tokens.Skip(1))
        {
            start.ArgumentList.Add(argument.Value);
        }

        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            process.WaitForExit();
            cancellationToken.ThrowIfCancellationRequested();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The tool {Command}, which trains whole networks, is not installed: {e.Message}. Add it with 'dotnet tool install --global {Package}', or use --method head.", innerException: e);
        }
    }
}
