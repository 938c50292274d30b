using System.Text.Json;

namespace EmotionAI.Cli.Tests.Processes;

/// <summary>Answers rows as they come, with their ids: what <c>RDD.pipe</c> of Spark and every other program needs that writes into a pipe and reads from another.</summary>
public sealed class SlowProducerTests
{
    private const int Rows = 5;

    /// <summary>The format, the header where there is one, and how row and id are written.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "jsonl", "", """{{"id":"k-{0}","text":"I am glad, {0} times"}}""" },
        { "csv", "id,text\n", "k-{0},\"I am glad, {0} times\"" },
        { "tsv", "id\ttext\n", "k-{0}\tI am glad, {0} times" },
    };

    [PosixTheory]
    [MemberData(nameof(Forms))]
    public void Classify_RowsThatComeSlowly_AreAnsweredMeanwhileWithTheirIds(string format, string header, string row)
    {
        using var folder = new TemporaryFolder();
        using var tool = new ToolProcess(folder.Path, "classify", "text", "--input", "-", "--input-format", format, "--id-column", "id", "--mock");
        tool.Input.Write(header);

        for (var i = 0; i < Rows; i++)
        {
            tool.Input.Write(Row(row, i));
            tool.Input.Flush();
            AssertAnswer(tool.ReadLine(), i);
        }

        tool.Input.Close();
        Assert.Empty(tool.ReadToEnd());
        Assert.Equal(ExitCode.Success, tool.Wait());
    }

    /// <summary>A row that cannot be read is answered when it comes, too.</summary>
    [PosixFact]
    public void Classify_RowThatCannotBeRead_IsAnErrorMeanwhile()
    {
        using var folder = new TemporaryFolder();
        using var tool = new ToolProcess(folder.Path, "classify", "text", "--input", "-", "--input-format", "jsonl", "--id-column", "id", "--mock");

        tool.Input.Write("no JSON\n");
        tool.Input.Flush();
        var error = tool.ReadLine();
        tool.Input.Write(Row("""{{"id":"k-{0}","text":"I am glad, {0} times"}}""", 1));
        tool.Input.Flush();
        AssertAnswer(tool.ReadLine(), 1);
        tool.Input.Close();

        Assert.Contains("\"index\":0,\"input\":\"line 1\",\"error\":", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, tool.Wait());
    }

    private static string Row(string row, int i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i) + "\n";

    private static void AssertAnswer(string? line, int i)
    {
        using var answer = JsonDocument.Parse(line!);
        Assert.Equal((i, $"k-{i}", $"I am glad, {i} times"), (answer.RootElement.GetProperty("index").GetInt32(), answer.RootElement.GetProperty("id").GetString(), answer.RootElement.GetProperty("input").GetString()));
    }
}
