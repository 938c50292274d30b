using System.Text.RegularExpressions;

namespace EmotionAI.Cli.Tests.Output;

/// <summary>Tables on narrow terminals: no line is wider than the terminal, and no number is broken.</summary>
public sealed partial class NarrowTerminalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NarrowTerminalTests()
    {
        TinyTextModel.Write(_folder.File("model"));
        _folder.Write("data.csv", "text,label\nhi good,joy\nbad,sadness\ngood,joy\n");
        _folder.Write("labels.json", """["joy","anticipation and expectation","喜び喜び喜び喜び喜び喜び"]""");
        _folder.Write("predictions.jsonl", """
            {"text":"a","label":"joy","scores":{"joy":0.9,"anticipation and expectation":0.05,"喜び喜び喜び喜び喜び喜び":0.05}}
            {"text":"b","label":"喜び喜び喜び喜び喜び喜び","scores":{"joy":0.2,"anticipation and expectation":0.1,"喜び喜び喜び喜び喜び喜び":0.7}}
            """);
    }

    public static TheoryData<string, int> Tables
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var columns in (int[])[30, 40, 60, 80, 120])
            {
                data.Add("classify text --model model --all-scores --logits good", columns);
                data.Add("evaluate text --model model --data data.csv --no-mark --resamples 5", columns);
                data.Add("evaluate predictions --input predictions.jsonl --labels labels.json --resamples 5", columns);
                data.Add("calibrate --model model --data data.csv --scheme global --output out", columns);
                data.Add("compare model model --data data.csv --resamples 5", columns);
                data.Add("bundle inspect model", columns);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Run_OnATerminalOfSomeWidth_FitsIt(string arguments, int columns)
    {
        var narrow = Run(arguments, columns);
        var wide = Run(arguments, 500);

        Assert.All(narrow.Split('\n'), line => Assert.True(ColumnsOf(line) <= columns, line));
        Assert.Equal(Figures(wide), Figures(narrow));
    }

    [Fact]
    public void Run_WhereFiguresDoNotFit_PutsThemBelowTheName()
    {
        var output = Run("evaluate text --model model --data data.csv --no-mark --resamples 5", 30);

        Assert.Matches(@"joy\n  precision \d\.\d{4}\n  recall \d\.\d{4}  F1 \d\.\d{4}\n  support 2\n", output);
        Assert.Matches(@"macro_f1\n  \d\.\d{4}  \d\.\d{4} to \d\.\d{4}\n", output);
    }

    [Fact]
    public void Run_WhereTheBarDoesNotFit_ShrinksIt()
    {
        string BarAt(int columns) => string.Concat(Run("classify text --model model --all-scores --threshold 0 good", columns).Split('\n')[1].Where(character => character is '#' or >= '▁' and <= '█'));

        Assert.InRange(BarAt(30).Length, 1, BarAt(80).Length - 1);
    }

    [GeneratedRegex(@"\u001b\[[\d;]*m")]
    private static partial Regex Style { get; }

    [GeneratedRegex(@"-?\d\.\d{4}")]
    private static partial Regex Figure { get; }

    private string Run(string arguments, int columns)
    {
        var terminal = new Terminal { IsOutputTerminal = true, Columns = columns };
        var exitCode = terminal.Run([.. arguments.Split(' ').Select(argument => argument is "model" or "out" || argument.Contains(".json", StringComparison.Ordinal) || argument.EndsWith(".csv", StringComparison.Ordinal) ? _folder.File(argument) : argument)]);
        Assert.True(exitCode == ExitCode.Success, terminal.Error);
        if (Directory.Exists(_folder.File("out")))
        {
            Directory.Delete(_folder.File("out"), recursive: true);
        }

        return Style.Replace(terminal.Output, "");
    }

    /// <summary>Lists the numbers of four decimals, which no line may break.</summary>
    private static string[] Figures(string output) => [.. Figure.Matches(output).Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static int ColumnsOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x3000 and <= 0x9FFF ? 2 : 1);
}
