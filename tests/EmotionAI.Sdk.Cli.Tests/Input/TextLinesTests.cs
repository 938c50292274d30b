using EmotionAI.Cli.Input;

namespace EmotionAI.Cli.Tests.Input;

public sealed class TextLinesTests
{
    [Theory]
    [InlineData("abc\nx", "abc", true)]
    [InlineData("abc\r\nx", "abc", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("abcd\nx", "abc", false)]
    [InlineData("abcd\r\nx", "abc", false)]
    [InlineData("abc\r", "abc", false)]
    [InlineData("ab\rdefg\nx", "ab\r", false)]
    [InlineData("\r\nx", "", true)]
    [InlineData("\r\r\nx", "\r", true)]
    public void Read_LineAtOrAboveTheBound_IsTakenOrRefused(string text, string name, bool taken)
    {
        using var reader = new StringReader(text);

        var first = new TextLines(reader, 10, 3, CancellationToken.None).Read()[0];

        Assert.Equal(name, first.Name);
        Assert.Equal(taken ? name : null, first.Value);
        Assert.Equal(taken, first.Error is null);
    }

    [Fact]
    public void Read_LinesAcrossTheBuffer_AreWhole()
    {
        string[] expected = [.. Enumerable.Range(0, 500).Select(i => new string((char)('a' + (i % 26)), i * 7))];
        using var reader = new StringReader(string.Join("\r\n", expected));
        var lines = new TextLines(reader, 64, 10_000, CancellationToken.None);
        List<InputItem<string>> actual = [];

        while (lines.Read() is { Count: > 0 } portion)
        {
            Assert.InRange(portion.Count, 1, 64);
            actual.AddRange(portion);
        }

        Assert.Equal(expected, actual.Select(line => line.Value));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (long)i), actual.Select(line => line.Index));
    }
}
