using System.Text;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Formats;

namespace EmotionAI.Tests.Runs;

/// <summary>Reads predictions in every form and encoding, and from what is no file.</summary>
public sealed class PredictionsFormTests : IDisposable
{
    private const string Table = "y_true,y_pred\nfreude,freude\nwütend,freude\n";
    private const string Lines = "{\"y_true\":\"freude\",\"y_pred\":\"freude\"}\n{\"y_true\":\"wütend\",\"y_pred\":\"freude\"}\n";

    private static readonly EmotionLabels Labels = new(["freude", "wütend"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("p.csv", Table, "latin1")]
    [InlineData("p.csv", Table, "utf-16")]
    [InlineData("p.csv", Table, "utf-16BE")]
    [InlineData("p.jsonl", Lines, "windows-1252")]
    [InlineData("p.jsonl", Lines, "utf-16")]
    public void Read_EncodingAskedFor_ReadsPredictionsAndTruth(string name, string content, string encoding)
    {
        var options = new PredictionsOptions { Labels = Labels, Encoding = TextEncoding.Find(encoding) };
        var path = _folder.Write(name, options.Encoding!.GetBytes(content));
        AssertRead(PredictionsFile.Read(path, options));

        options.TruthPath = path;
        AssertRead(PredictionsFile.Read(path, options));
    }

    [Theory]
    [InlineData("p.csv", Table)]
    [InlineData("p.jsonl", Lines)]
    public void Read_ByteOrderMark_TellsTheEncoding(string name, string content)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            AssertRead(PredictionsFile.Read(_folder.Write(name, [.. encoding.Preamble, .. encoding.GetBytes(content)]), new PredictionsOptions { Labels = Labels }));
        }
    }

    [Theory]
    [InlineData("p.csv", Table, 3)]
    [InlineData("p.jsonl", Lines, 2)]
    public void Read_BytesThatAreNotUtf8_AreAFaultOfTheirLineAndCounted(string name, string content, int line)
    {
        var path = _folder.Write(name, Encoding.Latin1.GetBytes(content));
        List<(string, int, string)> invalid = [];
        var options = new PredictionsOptions { Labels = Labels, OnInvalidBytes = (file, at, encoding) => invalid.Add((file, at, encoding)) };

        var evaluated = PredictionsFile.Read(path, options);

        Assert.Equal(line, Assert.Single(evaluated.Problems).Line);
        Assert.Contains("--encoding windows-1252", evaluated.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal((path, line, "UTF-8"), Assert.Single(invalid.Distinct()));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Read_Utf16WithoutAMark_IsNamed(string encoding)
    {
        foreach (var (name, content) in new[] { ("p.csv", Table), ("p.jsonl", Lines), ("p.tsv", "a\n"), ("p.csv", "текст,эмоция\nя рад, радость\nмне грустно, грусть\n") })
        {
            var path = _folder.Write(name, TextEncoding.Find(encoding)!.GetBytes(content));

            var fault = Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels }));

            Assert.Contains($"--encoding {encoding},", fault.Message, StringComparison.Ordinal);
            Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_FormatAskedFor_OverrulesTheEndingOfThePredictionsAlone()
    {
        var path = _folder.Write("p.txt", Table);
        var truth = _folder.Write("t.jsonl", Lines);
        Assert.Contains("--input-format", Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels })).Message, StringComparison.Ordinal);

        AssertRead(PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels, Format = RowFormat.Csv, TruthPath = truth }));
        AssertRead(PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels, Format = RowFormat.Csv, TruthPath = path }));
    }

    [Fact]
    public void Read_Quoting_SaysWhatAQuoteMeans()
    {
        var labels = new EmotionLabels(["\"joy\"", "joy"]);
        var path = _folder.Write("p.csv", "y_true,y_pred\n\"joy\",joy\n");

        Assert.Equal([1], PredictionsFile.Read(path, new PredictionsOptions { Labels = labels }).Samples[0].Truth);
        Assert.Equal([0], PredictionsFile.Read(path, new PredictionsOptions { Labels = new(["\"joy\"", "joy"]), Quoting = RowQuoting.None }).Samples[0].Truth);
    }

    [Theory]
    [InlineData("p.csv", "text,y_true,y_pred\nhallo,freude,freude\n", null, "hallo")]
    [InlineData("p.csv", "id,text,y_true,y_pred\n7,hallo,freude,freude\n", "id", "7")]
    [InlineData("p.jsonl", "{\"input\":\"a\",\"text\":\"b\",\"y_true\":\"freude\",\"y_pred\":\"freude\"}", null, "a")]
    [InlineData("p.jsonl", "{\"input\":\"a\",\"n\":5,\"y_true\":\"freude\",\"y_pred\":\"freude\"}", "n", "5")]
    [InlineData("p.csv", "y_true,y_pred\nfreude,freude\n", null, "")]
    public void Read_Input_IsKept(string name, string content, string? column, string expected) =>
        Assert.Equal(expected, PredictionsFile.Read(_folder.Write(name, content), new PredictionsOptions { Labels = Labels, InputColumn = column }).Samples[0].Input);

    [Fact]
    public void Read_PredictedLabelsBesideScores_AreReadByTheirColumn()
    {
        var scores = _folder.Write("s.npy", NpyFile.Of("<f8", [2, 2], .1, .9, .1, .9));
        var truth = _folder.Write("t.npy", NpyFile.Of("<i8", [2], 0, 1));
        var predicted = _folder.Write("p.csv", "y_true,y_pred\nwütend,freude\nwütend,freude\n");

        AssertRead(PredictionsFile.Read(scores, new PredictionsOptions { Labels = Labels, TruthPath = truth, PredictedPath = predicted }));
        Assert.Contains("beside a .npy", Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(predicted, new PredictionsOptions { Labels = Labels, PredictedPath = truth })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesThatAreNoneAllTheWay_EndsWithAFault()
    {
        var path = _folder.Write("p.jsonl", string.Concat(Enumerable.Repeat("?\n", 100_001)));

        Assert.Contains("100000", Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels })).Message, StringComparison.Ordinal);
        Assert.Contains("100000", Assert.Throws<EmotionAIException>(() => TextDataset.Read(path)).Message, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("/dev/null", RowFormat.Csv, "has no predictions")]
    [InlineData("/dev/zero", RowFormat.Csv, "longer than")]
    [InlineData("/dev/zero", RowFormat.JsonLines, "longer than")]
    [InlineData("/dev/urandom", RowFormat.Csv, "/dev/urandom")]
    [InlineData("/dev/urandom", RowFormat.JsonLines, "/dev/urandom")]
    public void Read_Device_IsATypedError(string device, RowFormat format, string mention)
    {
        var good = _folder.Write("p.csv", Table);

        Assert.Contains(mention, Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(device, new PredictionsOptions { Labels = Labels, Format = format })).Message, StringComparison.Ordinal);
        Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(good, new PredictionsOptions { Labels = Labels, TruthPath = device, Format = RowFormat.Csv }));
        Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(device, new PredictionsOptions { Labels = Labels }));
    }

    private static void AssertRead(EvaluatedModel evaluated)
    {
        Assert.Empty(evaluated.Problems);
        Assert.Equal([[0], [1]], evaluated.Samples.Select(sample => sample.Truth));
        Assert.Equal([[0], [0]], evaluated.Samples.Select(sample => sample.Predicted));
    }
}
