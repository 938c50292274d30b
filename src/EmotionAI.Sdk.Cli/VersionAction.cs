using System.CommandLine;
using System.CommandLine.Invocation;

namespace EmotionAI.Cli;

/// <summary>Prints the version of the tool.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <summary>Gets the version of the tool.</summary>
    public static string Version { get; } = typeof(VersionAction).Assembly.GetName().Version!.ToString(3);

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return ExitCode.Success;
    }
}
