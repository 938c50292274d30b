using System.Globalization;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Builds a table of names and figures, the figures on the right.</summary>
internal sealed class FigureTable
{
    public FigureTable(string first, params ReadOnlySpan<string> columns)
    {
        Table.AddColumn(first);
        foreach (var column in columns)
        {
            Table.AddColumn(new TableColumn(column).RightAligned());
        }
    }

    public Table Table { get; } = new Table().Border(TableBorder.Simple);

    public static string Format(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    public void AddRow(string name, params IEnumerable<string> cells) => Table.AddRow(cells.Prepend(PrintableText.Of(name)).Select(cell => new StyledText(cell)));
}
