using System.Collections.ObjectModel;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Gives every figure of a model a name: those of <c>metrics_overall.json</c> their keys, the others such as are usual.</summary>
internal static class MeasuredFigures
{
    public static IReadOnlyDictionary<string, double> Of(SingleLabelMetrics metrics)
    {
        var figures = Begin(OverallMetrics.Create(metrics));
        figures["micro_f1"] = metrics.Micro.F1;
        figures["weighted_precision"] = metrics.Weighted.Precision;
        figures["weighted_recall"] = metrics.Weighted.Recall;
        figures["hamming_loss"] = metrics.HammingLoss;
        figures["cohen_kappa"] = metrics.CohenKappa ?? double.NaN;
        figures["matthews_correlation"] = metrics.MatthewsCorrelation;
        if (metrics.Scores is { } scores)
        {
            figures["roc_auc_macro"] = scores.RocAuc.MacroOverDefined ?? double.NaN;
            figures["roc_auc_weighted"] = scores.RocAuc.Weighted ?? double.NaN;
            figures["roc_auc_ovo"] = scores.RocAucOneVersusOne ?? double.NaN;
            figures["roc_auc_ovo_weighted"] = scores.RocAucOneVersusOneWeighted ?? double.NaN;
            figures["average_precision_macro"] = scores.AveragePrecision.MacroOverDefined ?? double.NaN;
            figures["brier_score"] = scores.BrierSum;
            for (var k = 2; k < scores.TopKAccuracy.Count; k++)
            {
                figures[Invariant($"top_{k}_accuracy")] = scores.TopKAccuracy[k - 1];
            }

            figures["mce"] = scores.EqualWidthTen.MaximumCalibrationError;
            figures["ece_15"] = scores.EqualWidthFifteen.ExpectedCalibrationError;
            figures["ece_15_equal_mass"] = scores.EqualMassFifteen.ExpectedCalibrationError;
        }

        return new ReadOnlyDictionary<string, double>(figures);
    }

    public static IReadOnlyDictionary<string, double> Of(MultiLabelMetrics metrics)
    {
        var figures = Begin(OverallMetrics.Create(metrics));
        figures["jaccard_samples"] = metrics.JaccardSamples;
        figures["jaccard_macro"] = metrics.JaccardMacro;
        figures["true_cardinality"] = metrics.TrueCardinality;
        figures["predicted_cardinality"] = metrics.PredictedCardinality;
        if (metrics.Scores is { } scores)
        {
            figures["roc_auc_weighted"] = scores.RocAuc.Weighted ?? double.NaN;
            figures["roc_auc_samples"] = scores.RocAucSamples ?? double.NaN;
            figures["average_precision_micro"] = scores.AveragePrecisionMicro ?? double.NaN;
            figures["coverage_error"] = scores.Ranking.CoverageError;
            figures["label_ranking_average_precision"] = scores.Ranking.AveragePrecision;
            figures["label_ranking_loss"] = scores.Ranking.Loss;
            figures["log_loss"] = scores.LogLossMean;
            figures["brier_score"] = scores.BrierMean;
            figures["ece"] = scores.PooledEqualWidthTen.ExpectedCalibrationError;
            figures["mce"] = scores.PooledEqualWidthTen.MaximumCalibrationError;
            figures["ece_15"] = scores.PooledEqualWidthFifteen.ExpectedCalibrationError;
            figures["ece_15_equal_mass"] = scores.PooledEqualMassFifteen.ExpectedCalibrationError;
        }

        return new ReadOnlyDictionary<string, double>(figures);
    }

    public static IReadOnlyDictionary<string, double> Of(OverallMetrics overall) => new ReadOnlyDictionary<string, double>(Begin(overall));

    private static OrderedDictionary<string, double> Begin(OverallMetrics overall) =>
        new(overall.Values.Select(metric => KeyValuePair.Create(metric.Name, metric.Value)), StringComparer.Ordinal);
}
