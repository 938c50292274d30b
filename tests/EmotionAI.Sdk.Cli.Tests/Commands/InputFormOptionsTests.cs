using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class InputFormOptionsTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Csv_ReadsTheColumnAndPassesIdAndFields()
    {
        var path = _folder.Write("r.csv", "id,text,stars\n1,\"happy, really\",5\n2,\"two\nlines\",3\n"u8);

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--input", path, "--mock", "--id-column", "id", "--keep", "stars"));

        Assert.Equal(["happy, really", "two\nlines"], Inputs());
        Assert.Equal("2", _terminal.Json(1).GetProperty("id").GetString());
        Assert.Equal("3", _terminal.Json(1).GetProperty("fields").GetProperty("stars").GetString());
    }

    [Fact]
    public void Run_JsonLines_KeepsTheKindOfEachFieldAndGoesOnAfterAFault()
    {
        var path = _folder.Write("r.jsonl", "{\"id\":1,\"body\":42,\"tags\":[\"a\"]}\n{\"id\":2,\"body\":\"x\\ud83d\"}\n{\"id\":3}\n{\"id\":4,\"body\":\"so sad\"}\n"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "--input", path, "--input-column", "body", "--id-column", "id", "--keep", "tags", "--mock"));

        Assert.Equal(["42", "line 2", "line 3", "so sad"], Inputs());
        Assert.Equal("""{"tags":["a"]}""", _terminal.Json().GetProperty("fields").GetRawText());
        Assert.Contains("line 2", _terminal.Json(1).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, _terminal.Json(2).GetProperty("id").GetInt32());
    }

    [Fact]
    public void Run_FormatAskedFor_OverrulesTheEnding()
    {
        var path = _folder.Write("r.csv", "id,text\n1,a\n"u8);
        _terminal.Run("classify", "text", "--input", path, "--input-format", "lines", "--mock");
        Assert.Equal(["id,text", "1,a"], Inputs());

        var input = new Terminal { Input = "text\tx\na\t1\n" };
        input.Run("classify", "text", "--input-format", "tsv", "--mock");
        Assert.Equal("a", input.Json().GetProperty("input").GetString());
    }

    [Fact]
    public void Run_MissingColumn_NamesThoseThatAreThere()
    {
        var path = _folder.Write("r.csv", "words,mood\na,joy\n"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "--input", path, "--mock"));

        Assert.Contains("'words', 'mood'", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("--input-column", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r.txt", "ok\ncaf\u00e9\nlast\n")]
    [InlineData("r.csv", "text\nok\ncaf\u00e9\nlast\n")]
    public void Run_OtherEncoding_IsAnErrorOfItsLineUntilItIsNamed(string name, string content)
    {
        var path = _folder.Write(name, Encoding.Latin1.GetBytes(content));

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "--input", path, "--mock"));
        Assert.Contains("--encoding windows-1252", _terminal.Json(1).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("last", Inputs()[2]);

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--input", path, "--mock", "--encoding", "latin1"));
        Assert.Equal(["ok", "caf\u00e9", "last"], Inputs());
    }

    [Fact]
    public void Run_EncodingOfStandardInput_IsTheOneNamed()
    {
        var terminal = new Terminal { Reader = new EncodedReader(new MemoryStream(Encoding.Latin1.GetBytes("caf\u00e9\n"))) };

        Assert.Equal(ExitCode.Success, terminal.Run("classify", "text", "--mock", "--encoding", "cp1252"));

        Assert.Equal("caf\u00e9", terminal.Json().GetProperty("input").GetString());
    }

    [Fact]
    public void Run_EncodingThatIsNone_IsAnErrorOfUse()
    {
        Assert.Equal(ExitCode.Usage, _terminal.Run("classify", "text", "x", "--mock", "--encoding", "klingon"));

        Assert.Contains("klingon", _terminal.Error, StringComparison.Ordinal);
    }

    private string[] Inputs() => [.. _terminal.Lines.Select((_, i) => _terminal.Json(i).GetProperty("input").GetString()!)];
}
