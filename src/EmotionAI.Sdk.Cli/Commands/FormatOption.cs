using System.CommandLine;

namespace EmotionAI.Cli.Commands;

/// <summary>Is the option that chooses between a table for people and JSON for programs.</summary>
internal sealed class FormatOption
{
    private const string Table = "table";
    private const string Json = "json";

    private readonly Option<string?> _option = new("--format") { Description = "The default is table on a terminal, and json else.", HelpName = "table|json" };

    public FormatOption()
    {
        _option.AcceptOnlyFromAmong(Table, Json);
    }

    public Option Option => _option;

    public bool IsTable(ParseResult result, CommandConsole console) => (result.GetValue(_option) ?? (console.IsOutputTerminal ? Table : Json)) == Table;
}
