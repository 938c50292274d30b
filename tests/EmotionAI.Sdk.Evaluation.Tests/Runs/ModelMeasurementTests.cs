using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

public sealed class ModelMeasurementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ProblemType.MultiLabel, "macro_f1", "per_class_metrics_test.csv")]
    [InlineData(ProblemType.SingleLabel, "uar", "confusion_matrix.npy")]
    public void ToArtefacts_TwoRuns_AreTheSameBytes(ProblemType problemType, string first, string file)
    {
        var one = Measure(problemType);
        var two = Measure(problemType);
        one.ToArtefacts().WriteTo(_folder.File("one"));
        two.ToArtefacts().WriteTo(_folder.File("two"));

        Assert.Equal(first, one.Intervals[0].Name);
        var names = Directory.GetFiles(_folder.File("one")).Select(Path.GetFileName).ToList();
        Assert.Superset(new HashSet<string?> { file, "metrics_overall.json", "metrics_intervals.json", "predictions.jsonl", "labels.json" }, names.ToHashSet());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.File("one"), name!)), File.ReadAllBytes(Path.Combine(_folder.File("two"), name!))));
    }

    private ModelMeasurement Measure(ProblemType problemType)
    {
        var data = TextDataset.Read(_folder.Write("data.csv", "text,label,speaker\njoy,joy,a\nanger,joy,b\nanger,anger,a\nfear,fear,b\n"));
        return ModelMeasurement.Compute(ModelEvaluation.Run(new KeywordClassifier(problemType, "joy", "anger", "fear"), data), new BootstrapOptions { Resamples = 50 });
    }
}
