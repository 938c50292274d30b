using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Artefacts;

public sealed class EvaluationArtefactsTests
{
    private static readonly EmotionLabels Labels = new(["joy", "überrascht"]);

    [Fact]
    public void WriteTo_NewFolder_WritesAllFilesAndNothingBesideIt()
    {
        using var folder = new TemporaryFolder();

        Artefacts().WriteTo(folder.File("eval_test"));

        Assert.Equal(["confusion_matrix.npy", "labels.json", "metrics_overall.json", "metrics_report.csv"], NamesIn(folder.File("eval_test")));
        Assert.Equal(["eval_test"], NamesIn(folder.Path));
        Assert.Equal("[\n  \"joy\",\n  \"überrascht\"\n]", File.ReadAllText(folder.File("eval_test/labels.json")));
    }

    [Fact]
    public void WriteTo_Twice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();

        Artefacts().WriteTo(folder.File("a"));
        Artefacts().WriteTo(folder.File("b"));

        Assert.All(Directory.GetFiles(folder.File("a")), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder.File("b"), Path.GetFileName(file)))));
    }

    [Fact]
    public void WriteTo_FolderThatIsThere_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("eval_test"));
        File.WriteAllText(folder.File("eval_test/mine.txt"), "mine");

        var fault = Assert.Throws<EmotionAIException>(() => Artefacts().WriteTo(folder.File("eval_test")));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, fault.Code);
        Assert.Equal(["mine.txt"], NamesIn(folder.File("eval_test")));
    }

    [Fact]
    public void WriteTo_Overwriting_KeepsOtherFilesAndReplacesItsOwn()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("eval_test/sub"));
        File.WriteAllText(folder.File("eval_test/sub/deep.txt"), "deep");
        File.WriteAllText(folder.File("eval_test/inference_config.json"), "{}");
        File.WriteAllText(folder.File("eval_test/labels.json"), "old");

        Artefacts().WriteTo(folder.File("eval_test"), overwrite: true);

        Assert.Equal("{}", File.ReadAllText(folder.File("eval_test/inference_config.json")));
        Assert.Equal("deep", File.ReadAllText(folder.File("eval_test/sub/deep.txt")));
        Assert.NotEqual("old", File.ReadAllText(folder.File("eval_test/labels.json")));
        Assert.Equal(["eval_test"], NamesIn(folder.Path));
    }

    [Fact]
    public void WriteTo_ParentIsAFile_IsAnErrorThatNamesTheFolder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");

        var fault = Assert.Throws<EmotionAIException>(() => Artefacts().WriteTo(folder.File("file/eval_test")));

        Assert.Equal(EmotionErrorCodes.FileUnwritable, fault.Code);
        Assert.Equal(folder.File("file/eval_test"), fault.Path);
    }

    [Theory]
    [InlineData("../x.png")]
    [InlineData("a/b.png")]
    [InlineData("..")]
    [InlineData("c:x")]
    public void Add_NameWithAFolder_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new EvaluationArtefacts().Add(name, []));

    [Fact]
    public void Format_UndefinedMetric_IsNull()
    {
        var truth = LabelMatrix.FromIndices([[0], [0]], 2);
        var metrics = MultiLabelMetrics.Compute(MultiLabelPredictions.FromScores(Labels, truth, new ScoreMatrix([0.9, 0.1, 0.8, 0.2], 2), [0.5, 0.5]));

        var text = System.Text.Encoding.UTF8.GetString(OverallMetrics.Create(metrics).Format());

        Assert.Contains("\"roc_auc_macro\": null", text, StringComparison.Ordinal);
        Assert.Contains("\"num_samples\": 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_Meta_RoundTripsWithKeysThatAreNotKnown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model_meta.json"), """{"dataset": "GoEmotions", "epochs": 5, "seed": 7, "nested": {"a": [1, 2.50]}}""");

        var meta = ModelMeta.Read(folder.File("model_meta.json")) with { Split = "test", WeightsSha256 = "ab" };
        File.WriteAllBytes(folder.File("again.json"), meta.Format());
        var again = ModelMeta.Read(folder.File("again.json"));

        Assert.Equal(("GoEmotions", "test", 7L, "ab"), (again.Dataset, again.Split, again.Seed, again.WeightsSha256));
        Assert.Equal(["epochs", "nested"], again.Others.Select(other => other.Key));
    }

    private static EvaluationArtefacts Artefacts() =>
        EvaluationArtefacts.Create(SingleLabelMetrics.Compute(new SingleLabelPredictions(Labels, [0, 1, 1], [0, 1, 0])));

    private static IEnumerable<string> NamesIn(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal);
}
