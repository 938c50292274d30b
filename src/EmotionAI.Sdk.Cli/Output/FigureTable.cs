using System.Globalization;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes a table of names and figures, the figures on the right; in a terminal too narrow for the figures, each name with its figures below it.</summary>
internal sealed class FigureTable
{
    private const string Indent = "  ";
    private const int NarrowestName = 12;

    private readonly string[] _columns;
    private readonly List<string[]> _rows = [];

    /// <param name="first">The heading of the names; empty for a table without headings.</param>
    /// <param name="columns">The headings of the figures.</param>
    public FigureTable(string first, params ReadOnlySpan<string> columns) => _columns = [first, .. columns];

    public static string Format(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    public void AddRow(string name, params IEnumerable<string> cells) => _rows.Add([PrintableText.Of(name), .. cells]);

    /// <summary>Writes the table in the width of the terminal.</summary>
    public void Write(IAnsiConsole console)
    {
        if (WidthOf(console) <= console.Profile.Width)
        {
            console.Write(Build());
            return;
        }

        foreach (var row in _rows)
        {
            WriteBelow(console, row);
        }

        console.WriteLine();
    }

    /// <summary>Gets the columns that the figures need beside a name; a longer name wraps.</summary>
    private int WidthOf(IAnsiConsole console)
    {
        var name = Math.Min(Widest(0), Math.Max(NarrowestName, console.Profile.Width / 4));
        var figures = Enumerable.Range(1, _columns.Length - 1).Sum(Widest);
        const int Padding = 2;
        return name + figures + (Padding * _columns.Length) + (_columns[0].Length > 0 ? _columns.Length + 1 : 0);
    }

    private int Widest(int column) => _rows.Select(row => TextWidth.Of(row[column])).Append(TextWidth.Of(_columns[column])).Max();

    private Table Build()
    {
        var table = _columns[0].Length > 0 ? new Table().Border(TableBorder.Simple) : new Table().NoBorder().HideHeaders();
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = new TableColumn(_columns[i]);
            table.AddColumn(i == 0 ? column : column.RightAligned().NoWrap());
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new StyledText(cell)));
        }

        return table;
    }

    private void WriteBelow(IAnsiConsole console, string[] row)
    {
        TerminalOutput.WriteLine(console, row[0]);
        var line = "";
        foreach (var figure in row.Select((cell, i) => $"{_columns[i]} {cell}".Trim()).Skip(1).Where(figure => figure.Length > 0))
        {
            if (line.Length > 0 && TextWidth.Of(line) + Indent.Length + TextWidth.Of(figure) > console.Profile.Width)
            {
                TerminalOutput.WriteLine(console, line);
                line = "";
            }

            line += $"{Indent}{figure}";
        }

        TerminalOutput.WriteLine(console, line);
    }
}
