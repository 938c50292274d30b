using System.Text;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data.Corpora;

public sealed class TextCorporaTests : IDisposable
{
    private const string RatersHeader = "text,id,author,subreddit,link_id,parent_id,created_utc,rater_id,example_very_unclear";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("labels.txt")]
    [InlineData("emotions.txt")]
    public void PrepareText_GoEmotionsTables_KeepParts(string list)
    {
        _folder.Write(list, string.Join('\n', EmotionLabels.GoEmotions));
        _folder.Write("train.tsv", "so funny\t1\tid1\nthanks, \"friend\"\t15,0\tid2\n");
        _folder.Write("dev.tsv", "oh no\t14\tid3\n");
        _folder.Write("test.tsv", "okay then\t27\tid4\n \t27\tid5\n");

        var data = DatasetPreparation.PrepareText(_folder.Path);

        Assert.Equal(EmotionLabels.GoEmotions, data.Labels);
        Assert.Equal(["gratitude", "admiration"], data.Samples[1].Labels);
        Assert.Equal("thanks, \"friend\"", data.Samples[1].Input);
        Assert.Equal([DataSplit.Train, DataSplit.Train, DataSplit.Dev, DataSplit.Test], data.Samples.Select(sample => sample.Split));
        Assert.Equal(("GoEmotions", "CC-BY-4.0"), (data.Samples[0].Source, data.Samples[0].Licence));
        Assert.Equal((2, "the text is empty."), (Assert.Single(data.Problems).Line, data.Problems[0].Message));
    }

    [Fact]
    public void PrepareText_RatersFiles_CountLabelsThatRatersAgreeOn()
    {
        _folder.Write("goemotions_1.csv", Raters(("hello, you", "a", "false", [17]), ("hello, you", "a", "false", [17, 18]), ("what", "b", "false", [6])));
        _folder.Write("goemotions_2.csv", Raters(("hello, you", "a", "false", [18]), ("what", "b", "false", [7]), ("?", "c", "True", []), ("?", "c", "True", [3]), ("no", "d", "False", [2]), ("no", "d", "False", [2]), ("no", "d", "True", [2])));

        var data = DatasetPreparation.PrepareText(_folder.Path);

        Assert.Equal([("a", "hello, you", "joy,love"), ("d", "no", "anger")], data.Samples.Select(sample => (sample.Id, sample.Input, string.Join(',', sample.Labels))));
        Assert.Contains("1 left out: no label with 2 votes or more.", data.Remarks);
        Assert.Contains("1 left out: marked very unclear by every rater.", data.Remarks);
        Assert.Equal(3, DatasetPreparation.PrepareText(_folder.Path, new TextPreparationOptions { MinimumVotes = 1 }).Samples.Count);
        Assert.Contains("only the label 'love'", Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareText(_folder.File("goemotions_1.csv"), new TextPreparationOptions { Labels = ["love"], MinimumVotes = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrepareText_RaterThatIsNeitherOneNorZero_IsAFaultOfItsLine()
    {
        _folder.Write("goemotions_1.csv", Raters(("hello", "a", "false", [17]), ("hello", "a", "false", [17]), ("no", "b", "false", [2]), ("no", "b", "false", [2]), ("go", "c", "false", [2])).Replace("no,b,x,x,x,x,0,1,false,0", "no,b,x,x,x,x,0,1,false,7", StringComparison.Ordinal));

        var data = DatasetPreparation.PrepareText(_folder.Path, new TextPreparationOptions { Labels = ["joy", "anger"], MinimumVotes = 1 });

        Assert.Equal(["a", "c"], data.Samples.Select(sample => sample.Id));
        Assert.Equal([4, 5], data.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void PrepareText_OneTable_IsReadWithItsOptions()
    {
        var table = _folder.File("reviews.csv");
        File.WriteAllBytes(table, Encoding.Latin1.GetBytes("body;mood\nschön;gut\nfalsch;schlecht\nübel;schlecht\nfein;gut\n"));

        var data = DatasetPreparation.PrepareText(table, new TextPreparationOptions { Table = new DatasetOptions { InputColumn = "body", LabelColumn = "mood", Encoding = Encoding.Latin1 }, Source = "mine", Licence = "CC0-1.0" });

        Assert.Equal(["schön", "falsch", "übel", "fein"], data.Samples.Select(sample => sample.Input));
        Assert.Equal(["gut", "schlecht"], data.Labels);
        Assert.Equal(("mine", "CC0-1.0"), (data.Samples[0].Source, data.Samples[0].Licence));
        Assert.Equal(data.Fingerprint, PreparedDataset.Read(Written(data)).Fingerprint);
    }

    [Fact]
    public void PrepareText_MapAndChoice_RenameLeaveOutAndCount()
    {
        var table = _folder.Write("x.jsonl", """
            {"text":"one fine day","labels":["joy","love"]}
            {"text":"two bad things","labels":["sadness"]}
            {"text":"three of them","labels":["anger"]}
            {"text":"four is enough","labels":["fear"]}
            {"text":"five is more","labels":[]}
            """);
        var options = new TextPreparationOptions { LabelMap = new Dictionary<string, string?> { ["joy"] = "good", ["love"] = "good", ["sadness"] = "bad", ["fear"] = null }, Labels = ["good", "bad", "anger"] };

        var data = DatasetPreparation.PrepareText(table, options);

        Assert.Equal(["good", "bad", "anger"], data.Labels);
        Assert.Equal(["good", "bad", "anger", ""], data.Samples.Select(sample => string.Join(',', sample.Labels)));
        Assert.Equal(1, data.Statistics.Unlabelled);
        Assert.Contains("The label 'anger' (1 samples) is not in the label map and stays as it is.", data.Remarks);
        Assert.Contains("1 left out: the label fear is not asked for.", data.Remarks);
    }

    [Theory]
    [InlineData("text,label\na b c,joy\nd e f,joy\n", "only the label 'joy'")]
    [InlineData("text,label\n,joy\n ,sadness\n", "no sample (2 faults, the first: ")]
    [InlineData("text,label\na,[]\nb,[]\n", "no label")]
    public void PrepareText_NothingToTellApart_IsAnErrorThatSaysWhy(string table, string message) =>
        Assert.Contains(message, Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareText(_folder.Write("x.csv", table))).Message, StringComparison.Ordinal);

    [Fact]
    public void PrepareText_NothingKnown_ListsWhatIsRead()
    {
        _folder.Write("a.csv", "text,label\n");
        _folder.Write("b.csv", "text,label\n");

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareText(_folder.Path));

        Assert.Contains("parquet", error.Message, StringComparison.Ordinal);
        Assert.Contains("docs/data.md", error.Message, StringComparison.Ordinal);
    }

    private static string Raters(params (string Text, string Id, string Unclear, int[] Labels)[] rows) =>
        $"{RatersHeader},{string.Join(',', EmotionLabels.GoEmotions)}\n" + string.Concat(rows.Select(row =>
            $"{(row.Text.Contains(',', StringComparison.Ordinal) ? $"\"{row.Text}\"" : row.Text)},{row.Id},x,x,x,x,0,1,{row.Unclear},{string.Join(',', Enumerable.Range(0, 28).Select(i => row.Labels.Contains(i) ? "1" : "0"))}\n"));

    private string Written(PreparedDataset data)
    {
        data.WriteTo(_folder.File("out"));
        return _folder.File("out");
    }
}
