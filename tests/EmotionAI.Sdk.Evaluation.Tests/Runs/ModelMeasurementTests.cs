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

    [Theory]
    [InlineData(ProblemType.MultiLabel, "jaccard_samples")]
    [InlineData(ProblemType.SingleLabel, "cohen_kappa")]
    public void Figures_OfAnyModel_BeginWithThoseOfTheFile(ProblemType problemType, string other)
    {
        var measurement = Measure(problemType);

        Assert.Equal(measurement.Overall.Values.Select(metric => KeyValuePair.Create(metric.Name, metric.Value)), measurement.Figures.Take(measurement.Overall.Values.Count));
        Assert.Contains(other, measurement.Figures.Keys);
        Assert.Contains("brier_score", measurement.Figures.Keys);
        Assert.Equal(measurement.Figures["macro_f1"], measurement.Macro.F1);
        Assert.Equal(measurement.Figures["weighted_f1"], measurement.Weighted.F1);
        Assert.Equal(measurement.Figures["micro_f1"], measurement.Micro.F1);
    }

    [Theory]
    [InlineData(ProblemType.MultiLabel, "micro avg")]
    [InlineData(ProblemType.SingleLabel, "accuracy")]
    public void FormatReport_OfAnyModel_IsTheReportOfScikitLearn(ProblemType problemType, string row)
    {
        var report = Measure(problemType).FormatReport();

        Assert.Contains("f1-score", report, StringComparison.Ordinal);
        Assert.Contains(row, report, StringComparison.Ordinal);
    }

    private ModelMeasurement Measure(ProblemType problemType)
    {
        var data = TextDataset.Read(_folder.Write("data.csv", "text,label,speaker\njoy,joy,a\nanger,joy,b\nanger,anger,a\nfear,fear,b\n"));
        return ModelMeasurement.Compute(ModelEvaluation.Run(new KeywordClassifier(problemType, "joy", "anger", "fear"), data), new BootstrapOptions { Resamples = 50 });
    }
}
