using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EmotionAI.Cli;

/// <summary>Prints the help of a command and then its examples.</summary>
/// <param name="help">Prints the help.</param>
/// <param name="ofRoot">The examples of a tool that is a command itself.</param>
internal sealed class HelpTextAction(HelpAction help, params string[] ofRoot) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            VerbCommand verb => verb.Examples,
            RootCommand => ofRoot,
            _ => [],
        };
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return exitCode;
    }
}
