using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class ProgressLineTests
{
    public static TheoryData<int, string> Widths
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var columns in (int[])[1, 2, 10, 20, 30, 40, 60, 79, 80, 200])
            {
                data.Add(columns, "texts");
                data.Add(columns, "文章と録音");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Report_OnATerminalOfSomeWidth_StaysBelowIt(int columns, string unit)
    {
        using var error = new StringWriter();
        var line = new ProgressLine(ConsoleOf(error, () => columns), unit, total: 123_456_789);

        line.Report(98_765_432);
        line.Clear();

        Assert.All(error.ToString().Split('\r'), shown => Assert.True(ColumnsOf(shown) < columns, $"'{shown}' in {columns} columns"));
    }

    [Theory]
    [InlineData(200, "[###############...............] 50 % of 1,000: 500 texts")]
    [InlineData(60, "] 50 % of 1,000: 500 texts")]
    [InlineData(12, "50 % of 1,…")]
    public void Report_InSomeWidth_ShowsWhatFits(int columns, string expected)
    {
        using var error = new StringWriter();

        new ProgressLine(ConsoleOf(error, () => columns), "texts", total: 1000).Report(500);

        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Clear_AfterTheTerminalGotNarrower_DoesNotWrap()
    {
        using var error = new StringWriter();
        var columns = 100;
        var line = new ProgressLine(ConsoleOf(error, () => columns), "texts", total: 1000);
        line.Report(500);
        columns = 30;

        line.Clear();

        Assert.True(error.ToString().Split('\r')[^2].Length < columns);
    }

    private static CommandConsole ConsoleOf(TextWriter error, Func<int?> columns) =>
        new() { Input = TextReader.Null, Output = TextWriter.Null, Error = error, IsErrorTerminal = true, Columns = columns };

    private static int ColumnsOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x3000 and <= 0x9FFF ? 2 : 1);
}
