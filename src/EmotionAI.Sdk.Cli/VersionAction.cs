using System.CommandLine;
using System.CommandLine.Invocation;

namespace EmotionAI.Cli;

/// <summary>Prints the version of the tool.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(typeof(VersionAction).Assembly.GetName().Version?.ToString(3));
        return ExitCode.Success;
    }
}
