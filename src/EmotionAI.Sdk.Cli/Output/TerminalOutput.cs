using Spectre.Console;
using StyledText = Spectre.Console.Text;

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
        ansi.Profile.Width = console.IsOutputTerminal ? console.Columns() ?? ansi.Profile.Width : WidthWithoutTerminal;
        return ansi;
    }

    /// <summary>Writes a line; one wider than the terminal is broken between words.</summary>
    public static void WriteLine(IAnsiConsole console, string text, Style? style = null)
    {
        console.Write(new StyledText(text, style));
        console.WriteLine();
    }

    /// <summary>Writes a line of words: broken between them on a terminal, and whole elsewhere.</summary>
    public static void WriteLine(CommandConsole console, IAnsiConsole ansi, string text)
    {
        if (console.IsOutputTerminal)
        {
            WriteLine(ansi, text);
        }
        else
        {
            console.Output.WriteLine(text);
        }
    }
}
