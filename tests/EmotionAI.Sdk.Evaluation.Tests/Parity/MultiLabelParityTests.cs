using System.Text.Json;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Parity;

public sealed class MultiLabelParityTests
{
    public static TheoryData<string> Cases => EvaluationGolden.Cases("multi");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_EachGolden_EqualsScikitLearn(string name)
    {
        var expected = EvaluationGolden.Expected("multi", name);

        var actual = MultiLabelMetrics.Compute(EvaluationGolden.Multi(name));

        var comparison = new Comparison($"multi/{name}");
        Overall(comparison, expected, actual);
        Ranking(comparison, expected, actual);
        Calibration(comparison, expected, actual.Scores!);
        PerClass(comparison, expected, actual);
        comparison.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ConfusionMatrices_EachGolden_EqualScikitLearn(string name)
    {
        var actual = MultiLabelMetrics.Compute(EvaluationGolden.Multi(name));

        var expected = NpyReader.Read(EvaluationGolden.File("multi", name, "multilabel_confusion_matrix.npy")).ToInt64();
        Assert.Equal(expected, actual.Classes.SelectMany(SingleLabelParityTests.BinaryCells));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FromScores_EachGolden_PredictsTheSame(string name)
    {
        var golden = EvaluationGolden.Multi(name);
        var thresholds = EvaluationGolden.Thresholds(EvaluationGolden.File("multi", name, "thresholds.json"), golden.Labels);

        var actual = MultiLabelPredictions.FromScores(golden.Labels, golden.Truth, golden.Scores!, thresholds);

        Assert.Equal(golden.Predicted.Values, actual.Predicted.Values);
    }

    internal static void Counts(Comparison comparison, JsonElement expected, ClassMetrics actual)
    {
        comparison.Same("label", expected.GetProperty("label").GetString(), actual.Label);
        comparison.Near($"{actual.Label}.precision", expected.GetProperty("precision"), actual.Precision);
        comparison.Near($"{actual.Label}.recall", expected.GetProperty("recall"), actual.Recall);
        comparison.Near($"{actual.Label}.f1", expected.GetProperty("f1"), actual.F1);
        // One golden writes its counts as 6.0.
        comparison.Same($"{actual.Label}.support", expected.GetProperty("support").GetDouble(), (double)actual.Support);
        comparison.Same($"{actual.Label}.predicted", expected.GetProperty("predicted").GetDouble(), (double)actual.Counts.Predicted);
        comparison.Same($"{actual.Label}.tn", expected.GetProperty("tn").GetDouble(), (double)actual.Counts.TrueNegatives);
        comparison.Same($"{actual.Label}.fp", expected.GetProperty("fp").GetDouble(), (double)actual.Counts.FalsePositives);
        comparison.Same($"{actual.Label}.fn", expected.GetProperty("fn").GetDouble(), (double)actual.Counts.FalseNegatives);
        comparison.Same($"{actual.Label}.tp", expected.GetProperty("tp").GetDouble(), (double)actual.Counts.TruePositives);
    }

    private static void Overall(Comparison comparison, JsonElement expected, MultiLabelMetrics actual)
    {
        comparison.Same("n", expected.GetProperty("n").GetInt32(), actual.SampleCount);
        comparison.Near("subset_accuracy", expected.GetProperty("subset_accuracy"), actual.SubsetAccuracy);
        comparison.Near("hamming_loss", expected.GetProperty("hamming_loss"), actual.HammingLoss);
        comparison.Near("jaccard_samples", expected.GetProperty("jaccard_samples"), actual.JaccardSamples);
        comparison.Near("jaccard_macro", expected.GetProperty("jaccard_macro"), actual.JaccardMacro);
        comparison.Near("label_cardinality_true", expected.GetProperty("label_cardinality_true"), actual.TrueCardinality);
        comparison.Near("label_cardinality_pred", expected.GetProperty("label_cardinality_pred"), actual.PredictedCardinality);
        comparison.Same("rows_without_truth", expected.GetProperty("rows_without_truth").GetInt32(), actual.RowsWithoutTruth);
        comparison.Same("rows_without_prediction", expected.GetProperty("rows_without_prediction").GetInt32(), actual.RowsWithoutPrediction);
        var averages = expected.GetProperty("averages");
        comparison.Near("micro", averages.GetProperty("micro"), actual.Micro);
        comparison.Near("macro", averages.GetProperty("macro"), actual.Macro);
        comparison.Near("weighted", averages.GetProperty("weighted"), actual.Weighted);
        comparison.Near("samples", averages.GetProperty("samples"), actual.Samples);
    }

    private static void Ranking(Comparison comparison, JsonElement expected, MultiLabelMetrics actual)
    {
        var scores = actual.Scores!;
        var area = expected.GetProperty("roc_auc");
        comparison.Near("roc_auc", area, scores.RocAuc);
        comparison.Near("roc_auc.micro", area.GetProperty("micro"), scores.RocAucMicro);
        comparison.Near("roc_auc.weighted_sklearn", area.GetProperty("weighted_sklearn"), scores.RocAuc.Weighted);
        comparison.Near("roc_auc.samples_sklearn", area.GetProperty("samples_sklearn"), scores.RocAucSamples);
        comparison.Near("roc_auc.macro_sklearn", area.GetProperty("macro_sklearn"), scores.RocAuc.Macro);
        var precision = expected.GetProperty("average_precision");
        comparison.Near("average_precision", precision, scores.AveragePrecision);
        comparison.Near("average_precision.micro", precision.GetProperty("micro"), scores.AveragePrecisionMicro);
        comparison.Near("average_precision.macro_sklearn", precision.GetProperty("macro_sklearn"), scores.AveragePrecision.PerClass.Average(value => value ?? 0));
        var ranking = expected.GetProperty("ranking");
        comparison.Near("coverage_error", ranking.GetProperty("coverage_error"), scores.Ranking.CoverageError);
        comparison.Near("label_ranking_average_precision", ranking.GetProperty("label_ranking_average_precision"), scores.Ranking.AveragePrecision);
        comparison.Near("label_ranking_loss", ranking.GetProperty("label_ranking_loss"), scores.Ranking.Loss);
    }

    private static void Calibration(Comparison comparison, JsonElement expected, MultiLabelScoreMetrics actual)
    {
        comparison.Near("log_loss_mean_over_cells", expected.GetProperty("log_loss_mean_over_cells"), actual.LogLossMean);
        comparison.Near("brier_mean_over_cells", expected.GetProperty("brier_mean_over_cells"), actual.BrierMean);
        comparison.Near("ece_equal_width_15_macro", expected.GetProperty("ece_equal_width_15_macro"), actual.ExpectedCalibrationErrorMacro);
        var pooled = expected.GetProperty("calibration_pooled_cells");
        comparison.Near("pooled.equal_width_10", pooled.GetProperty("equal_width_10"), actual.PooledEqualWidthTen);
        comparison.Near("pooled.equal_width_15", pooled.GetProperty("equal_width_15"), actual.PooledEqualWidthFifteen);
        comparison.Near("pooled.equal_mass_15", pooled.GetProperty("equal_mass_15"), actual.PooledEqualMassFifteen);
    }

    private static void PerClass(Comparison comparison, JsonElement expected, MultiLabelMetrics actual)
    {
        comparison.Same("classes", expected.GetProperty("per_class").GetArrayLength(), actual.Classes.Count);
        for (var i = 0; i < actual.Classes.Count; i++)
        {
            var golden = expected.GetProperty("per_class")[i];
            var label = actual.Classes[i];
            Counts(comparison, golden, label);
            comparison.Near($"{label.Label}.accuracy", golden.GetProperty("accuracy"), label.Counts.Accuracy);
            comparison.Near($"{label.Label}.mcc", golden.GetProperty("mcc"), label.Counts.MatthewsCorrelation);
            comparison.Near($"{label.Label}.cohen_kappa", golden.GetProperty("cohen_kappa"), label.Counts.CohenKappa);
            comparison.Near($"{label.Label}.roc_auc", golden.GetProperty("roc_auc"), actual.Scores!.RocAuc.PerClass[i]);
            comparison.Near($"{label.Label}.average_precision", golden.GetProperty("average_precision"), actual.Scores.AveragePrecision.PerClass[i]);
            comparison.Near($"{label.Label}.log_loss", golden.GetProperty("log_loss"), actual.Scores.LogLoss[i]);
            comparison.Near($"{label.Label}.brier", golden.GetProperty("brier"), actual.Scores.Brier[i]);
            comparison.Near($"{label.Label}.ece", golden.GetProperty("ece_equal_width_15"), actual.Scores.Calibration[i].ExpectedCalibrationError);
        }
    }
}
