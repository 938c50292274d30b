using System.Text.Json;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Parity;

public sealed class SingleLabelParityTests
{
    public static TheoryData<string> Cases => EvaluationGolden.Cases("single");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_EachGolden_EqualsScikitLearn(string name)
    {
        var expected = EvaluationGolden.Expected("single", name);

        var actual = SingleLabelMetrics.Compute(EvaluationGolden.Single(name));

        var comparison = new Comparison($"single/{name}");
        Overall(comparison, expected, actual);
        PerClass(comparison, expected, actual);
        if (expected.TryGetProperty("scores", out var scores))
        {
            Scores(comparison, scores, actual.Scores!);
        }
        else
        {
            Assert.Null(actual.Scores);
        }

        comparison.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ConfusionMatrix_EachGolden_EqualsScikitLearn(string name)
    {
        var actual = SingleLabelMetrics.Compute(EvaluationGolden.Single(name));

        var counts = NpyReader.Read(EvaluationGolden.File("single", name, "confusion_matrix.npy")).ToInt64();
        var shares = NpyReader.Read(EvaluationGolden.File("single", name, "confusion_matrix_rownorm.npy")).ToDoubles();
        var binary = NpyReader.Read(EvaluationGolden.File("single", name, "multilabel_confusion_matrix.npy")).ToInt64();
        Assert.Equal(counts, actual.ConfusionMatrix.ToArray());
        Assert.Equal(shares, actual.ConfusionMatrix.NormalizeRows());
        Assert.Equal(binary, actual.Classes.SelectMany(BinaryCells));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FromScores_EachGolden_PredictsTheSame(string name)
    {
        var golden = EvaluationGolden.Single(name);

        var predicted = golden.Scores is { } scores
            ? SingleLabelPredictions.FromScores(golden.Labels, golden.Truth, scores).Predicted
            : golden.Predicted;

        Assert.Equal(golden.Predicted, predicted);
    }

    internal static IEnumerable<long> BinaryCells(ClassMetrics label) =>
        [label.Counts.TrueNegatives, label.Counts.FalsePositives, label.Counts.FalseNegatives, label.Counts.TruePositives];

    private static void Overall(Comparison comparison, JsonElement expected, SingleLabelMetrics actual)
    {
        comparison.Same("n", expected.GetProperty("n").GetInt32(), actual.SampleCount);
        comparison.Near("accuracy", expected.GetProperty("accuracy"), actual.Accuracy);
        comparison.Near("error_rate", expected.GetProperty("error_rate"), actual.HammingLoss);
        comparison.Near("hamming_loss", expected.GetProperty("hamming_loss"), actual.HammingLoss);
        comparison.Near("micro", expected.GetProperty("averages").GetProperty("micro"), actual.Micro);
        comparison.Near("macro", expected.GetProperty("averages").GetProperty("macro"), actual.Macro);
        comparison.Near("weighted", expected.GetProperty("averages").GetProperty("weighted"), actual.Weighted);
        comparison.Near("macro_over_classes_with_support", expected.GetProperty("macro_over_classes_with_support"), actual.MacroOverSupported);
        comparison.Near("balanced_accuracy_sklearn", expected.GetProperty("balanced_accuracy_sklearn"), actual.UnweightedAverageRecall);
        comparison.Near("macro_recall_all_labels", expected.GetProperty("macro_recall_all_labels"), actual.Macro.Recall);
        comparison.Near("cohen_kappa", expected.GetProperty("cohen_kappa"), actual.CohenKappa);
        comparison.Near("mcc", expected.GetProperty("mcc"), actual.MatthewsCorrelation);
    }

    private static void PerClass(Comparison comparison, JsonElement expected, SingleLabelMetrics actual)
    {
        comparison.Same("classes", expected.GetProperty("per_class").GetArrayLength(), actual.Classes.Count);
        foreach (var (golden, label) in expected.GetProperty("per_class").EnumerateArray().Zip(actual.Classes))
        {
            MultiLabelParityTests.Counts(comparison, golden, label);
        }
    }

    private static void Scores(Comparison comparison, JsonElement expected, SingleLabelScoreMetrics actual)
    {
        comparison.Near("roc_auc_ovr", expected.GetProperty("roc_auc_ovr"), actual.RocAuc);
        comparison.Near("average_precision", expected.GetProperty("average_precision"), actual.AveragePrecision);
        for (var i = 0; i < actual.RocAuc.PerClass.Count; i++)
        {
            var raw = expected.GetProperty("sklearn_raw_per_class")[i];
            comparison.Near($"roc_auc[{i}]", expected.GetProperty("roc_auc_ovr_per_class")[i], actual.RocAuc.PerClass[i]);
            comparison.Near($"average_precision[{i}]", expected.GetProperty("average_precision_per_class")[i], actual.AveragePrecision.PerClass[i]);
            comparison.Near($"sklearn_raw.roc_auc[{i}]", raw.GetProperty("roc_auc"), actual.RocAuc.PerClass[i]);
            comparison.Near($"sklearn_raw.average_precision[{i}]", raw.GetProperty("average_precision"), actual.AveragePrecision.PerClass[i] ?? 0);
        }

        MultiClass(comparison, expected.GetProperty("sklearn_roc_auc_multiclass"), actual);
        comparison.Near("log_loss", expected.GetProperty("log_loss"), actual.LogLoss);
        comparison.Near("brier_sum", expected.GetProperty("brier_sum"), actual.BrierSum);
        comparison.Near("brier_half", expected.GetProperty("brier_half"), actual.BrierHalf);
        comparison.Near("sklearn_brier", expected.GetProperty("sklearn_brier_score_loss"), actual.TopKAccuracy.Count == 2 ? actual.BrierHalf : actual.BrierSum);
        foreach (var k in expected.GetProperty("top_k_accuracy").EnumerateObject())
        {
            comparison.Near($"top_k_accuracy[{k.Name}]", k.Value, actual.TopKAccuracy[int.Parse(k.Name, System.Globalization.CultureInfo.InvariantCulture) - 1]);
        }

        comparison.Near("equal_width_10", expected.GetProperty("calibration").GetProperty("equal_width_10"), actual.EqualWidthTen);
        comparison.Near("equal_width_15", expected.GetProperty("calibration").GetProperty("equal_width_15"), actual.EqualWidthFifteen);
        comparison.Near("equal_mass_15", expected.GetProperty("calibration").GetProperty("equal_mass_15"), actual.EqualMassFifteen);
    }

    private static void MultiClass(Comparison comparison, JsonElement expected, SingleLabelScoreMetrics actual)
    {
        foreach (var average in expected.EnumerateObject())
        {
            comparison.Near($"sklearn_roc_auc_multiclass.{average.Name}", average.Value, average.Name switch
            {
                "ovr_macro" => actual.RocAuc.Macro,
                "ovr_weighted" => actual.RocAuc.Weighted,
                "ovo_macro" => actual.RocAucOneVersusOne,
                "ovo_weighted" => actual.RocAucOneVersusOneWeighted,
                _ => throw new InvalidOperationException(average.Name),
            });
        }
    }
}
