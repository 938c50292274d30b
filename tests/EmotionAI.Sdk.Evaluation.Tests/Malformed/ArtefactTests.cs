using System.Text;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Malformed;

public sealed class ArtefactTests
{
    private const string Header = "label,precision,recall,f1,support\n";

    [Theory]
    [InlineData("")]
    [InlineData("label,precision,recall\n")]
    [InlineData("precision,recall,f1,support\n")]
    [InlineData(Header + "joy,0.5,0.5,0.5\n")]
    [InlineData(Header + "joy,0.5,0.5,0.5,1,2\n")]
    [InlineData(Header + "joy,x,0.5,0.5,1\n")]
    [InlineData(Header + "joy,0.5,0.5,0.5,1.5\n")]
    [InlineData(Header + "joy,0.5,0.5,0.5,-1\n")]
    [InlineData(Header + "joy,0.5,0.5,0.5,\n")]
    [InlineData(Header + "\"joy,0.5,0.5,0.5,1\n")]
    [InlineData(Header + "\"joy\"x,0.5,0.5,0.5,1\n")]
    [InlineData(Header + "joy,\"0,5\",0.5,0.5,1\n")]
    public void ReadCsv_Malformed_IsRefused(string text) => AssertRefused(text, path => ClassificationReportCsv.Read(path));

    [Fact]
    public void ReadCsv_BadLine_IsNamedByItsNumber()
    {
        var fault = AssertRefused(Header + "\"two\nlines\",0.5,0.5,0.5,1\n\njoy,x,0.5,0.5,1\n", path => ClassificationReportCsv.Read(path));

        Assert.Contains("line 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadCsv_NotUtf8_IsRefused() => AssertRefused([0x6C, 0xFF, 0xFE], path => ClassificationReportCsv.Read(path));

    [Theory]
    [InlineData("")]
    [InlineData("nothing here\n")]
    [InlineData("precision recall f1-score support\n\njoy 0.5 0.5\n")]
    [InlineData("precision recall f1-score support\n\n0.5 0.5 0.5 1\n")]
    [InlineData("precision recall f1-score support\n\njoy 0.5 0.5 0.5 1.5\n")]
    public void ReadText_Malformed_IsRefused(string text) => AssertRefused(text, path => ClassificationReportText.Read(path));

    [Theory]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("{\"a\": NaN, }")]
    [InlineData("{\"a\": NaNNaN}")]
    [InlineData("{\"a\": Infinity")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"a\": \"\\")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"a\": \"\\udc00\"}")]
    public void ReadOverall_Malformed_IsRefused(string text) => AssertRefused(text, path => OverallMetrics.Read(path));

    [Fact]
    public void ReadOverall_DeepNesting_IsRefused() =>
        AssertRefused(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), path => OverallMetrics.Read(path));

    [Fact]
    public void ReadOverall_NonNumbers_AreIgnoredAndSaid()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("metrics.json"), """{"model": "NaN of \"Infinity\"", "f1": 0.5, "list": [1], "loss": -Infinity}""");

        var metrics = OverallMetrics.Read(folder.File("metrics.json"));

        Assert.Equal(["model", "list"], metrics.IgnoredKeys);
        Assert.Equal(double.NegativeInfinity, metrics.Find("loss"));
        Assert.Null(metrics.Find("accuracy"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("[\"joy\", null]")]
    [InlineData("[\"joy\", \"joy\"]")]
    [InlineData("[\"joy\", \"\"]")]
    [InlineData("{\"0\": \"joy\", \"2\": \"anger\"}")]
    [InlineData("{\"0\": \"joy\", \"x\": \"anger\"}")]
    [InlineData("{\"joy\": 0, \"anger\": 0}")]
    [InlineData("{\"joy\": 0.5}")]
    [InlineData("{\"joy\": 1}")]
    [InlineData("[\"\\ud800\"]")]
    public void ReadLabels_Malformed_IsRefused(string text) => AssertRefused(text, path => LabelsFile.Read(path));

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"model_name\": 3}")]
    [InlineData("{\"classes\": \"joy\"}")]
    [InlineData("{\"classes\": [\"joy\", \"joy\"]}")]
    [InlineData("{\"classes\": [\"joy\", 3]}")]
    [InlineData("{\"seed\": \"x\"}")]
    [InlineData("{\"sample_rate\": 99999999999}")]
    public void ReadMeta_Malformed_IsRefused(string text) => AssertRefused(text, path => ModelMeta.Read(path));

    [Fact]
    public void Read_MissingFile_IsRefused()
    {
        var fault = Assert.Throws<EmotionAIException>(() => OverallMetrics.Read("/nowhere/metrics_overall.json"));

        Assert.Equal(EmotionErrorCodes.FileMissing, fault.Code);
    }

    [Fact]
    public void Read_JsonAboveTheLimit_IsRefused()
    {
        var fault = AssertRefused("{" + new string(' ', 1 << 20) + "}", path => OverallMetrics.Read(path));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, fault.Code);
    }

    private static EmotionAIException AssertRefused(string text, Action<string> read) => AssertRefused(Encoding.UTF8.GetBytes(text), read);

    private static EmotionAIException AssertRefused(byte[] bytes, Action<string> read)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("file"), bytes);

        var fault = Assert.Throws<EmotionAIException>(() => read(folder.File("file")));

        Assert.Contains(folder.File("file"), fault.Message, StringComparison.Ordinal);
        return fault;
    }
}
