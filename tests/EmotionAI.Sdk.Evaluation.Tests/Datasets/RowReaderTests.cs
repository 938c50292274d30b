using System.Text;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Tests.Datasets;

public sealed class RowReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(int Line, string Message)> _faults = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("he said \"no way\tjoy\n\"what\" she said\tjoy\n\"open and\tjoy\nend\"\tjoy\n", "he said \"no way~\"what\" she said~\"open and~end\"")]
    public void Read_Tsv_TakesQuotesAsText(string rows, string expected) => Assert.Equal(expected, Texts("a.tsv", "text\tlabel\n" + rows));

    [Theory]
    [InlineData("a 26\" screen,joy\n", "a 26\" screen", 0)]
    [InlineData("\"what a day\" she said,joy\n", "\"what a day\" she said", 0)]
    [InlineData("\"two\nlines, \"\"quoted\"\"\",joy\nx,joy\n", "two\nlines, \"quoted\"~x", 0)]
    [InlineData("\"open,joy\nb,joy\nc,joy\n", "b~c", 2)]
    [InlineData("\"open,joy\n\"b, b\",joy\nc,joy\n", "b, b~c", 2)]
    [InlineData("\"open,joy\nb\",joy,more\nc,joy\n", "c", 2)]
    public void Read_Csv_LosesNoRowToAQuote(string rows, string expected, int faultyLine)
    {
        Assert.Equal(expected, Texts("a.csv", "text,label\n" + rows));
        Assert.Equal(faultyLine, _faults.Select(fault => fault.Line).FirstOrDefault());
    }

    [Fact]
    public void Read_CsvWhoseQuoteClosesRowsLater_KnowsARowByItsLabel()
    {
        var text = Texts("a.csv", "text,label\n\"i am sad and,sadness\ni am happy,joy\nso good\",joy\n\"Dear all,\nbye\",joy\n", new RowOptions { IsLabel = label => label is "joy" or "sadness" });

        Assert.Equal("i am happy~so good\"~Dear all,\nbye", text);
        Assert.Equal([2], _faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Read_Quoting_OverrulesTheFormat()
    {
        Assert.Equal("a\tb", Texts("a.tsv", "text\tlabel\n\"a\tb\"\tjoy\n", new RowOptions { Quoting = RowQuoting.Csv }));
        Assert.Equal("\"a\"", Texts("a.csv", "text,label\n\"a\",joy\n", new RowOptions { Quoting = RowQuoting.None }));
    }

    [Theory]
    [InlineData("a.csv", "text,label\ncaf\u00e9,joy\nok,joy\n")]
    [InlineData("a.tsv", "text\tlabel\ncaf\u00e9\tjoy\nok\tjoy\n")]
    [InlineData("a.jsonl", "{\"text\":\"x\"}\n{\"text\":\"caf\u00e9\"}\n{\"text\":\"ok\"}\n")]
    public void Read_BytesThatAreNotUtf8_AreAFaultOfTheirLineUnlessTheEncodingIsNamed(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));

        Assert.EndsWith("ok", Read(path, null), StringComparison.Ordinal);
        var (line, message) = Assert.Single(_faults);
        Assert.Equal(2, line);
        Assert.Contains("--encoding windows-1252", message, StringComparison.Ordinal);

        Assert.Contains("café", Read(path, new RowOptions { Encoding = TextEncoding.Find("windows-1252") }), StringComparison.Ordinal);
        Assert.Single(_faults);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Read_ByteOrderMark_TellsTheEncoding(string encoding)
    {
        var path = Path.Combine(_folder.Path, "a.csv");
        File.WriteAllText(path, "text,label\ncafé 😀,joy\n", Encoding.GetEncoding(encoding));

        Assert.Equal("café 😀", Read(path, null));
    }

    [Fact]
    public void Read_HalfOfASurrogatePair_IsAFaultOfItsLine()
    {
        Assert.Equal("a~b", Texts("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"so hap\\ud83d\"}\n{\"\\ud83d\":1,\"text\":\"x\"}\n{\"text\":\"b\"}\n"));
        Assert.Equal([2, 3], _faults.Select(fault => fault.Line));
    }

    private string Texts(string name, string content, RowOptions? options = null) => Read(_folder.Write(name, content), options);

    private string Read(string path, RowOptions? options) =>
        string.Join('~', RowReader.Read(path, ["text"], (line, message) => _faults.Add((line, message)), options).Select(row => row.TryGet("text", out var text) ? text : "?"));
}
