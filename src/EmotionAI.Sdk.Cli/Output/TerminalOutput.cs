using Spectre.Console;

namespace EmotionAI.Cli.Output;

/// <summary>Connects Spectre.Console to the output of a command.</summary>
internal static class TerminalOutput
{
    private const int WidthWithoutTerminal = 120;

    public static IAnsiConsole Create(CommandConsole console)
    {
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.IsOutputTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = console.IsOutputTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(console.Output),
        });
        ansi.Profile.Capabilities.Unicode = console.Output.Encoding.CodePage is 65001 or 1200;
        if (!console.IsOutputTerminal)
        {
            ansi.Profile.Width = WidthWithoutTerminal;
        }

        return ansi;
    }
}
