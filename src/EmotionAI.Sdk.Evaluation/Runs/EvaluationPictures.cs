using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Draws the pictures of an <c>eval_test</c> folder.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal static class EvaluationPictures
{
    /// <summary>Draws the pictures that fit the model: confusion matrices and reliability for one label a sample, precision–recall curves and the sweep of thresholds for several; F1 bars for both.</summary>
    /// <param name="measurement">The figures.</param>
    /// <returns>The pictures by name, without an ending.</returns>
    public static IReadOnlyDictionary<string, Picture> Draw(ModelMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        SortedDictionary<string, Picture> pictures = new(StringComparer.Ordinal) { ["per_class_f1"] = F1Plot.Create(measurement.Classes) };
        var evaluated = measurement.Evaluated;
        if (measurement.SingleLabel is { } single)
        {
            pictures["confusion_matrix_counts"] = ConfusionMatrixPlot.Create(single.ConfusionMatrix, evaluated.Labels);
            pictures["confusion_matrix_rownorm"] = ConfusionMatrixPlot.Create(single.ConfusionMatrix, evaluated.Labels, new ConfusionMatrixPlotOptions { IsRowNormalized = true });
            if (single.Scores is { } scores)
            {
                pictures["reliability"] = ReliabilityPlot.Create(scores.EqualWidthTen);
            }
        }
        else if (evaluated.Scores is { } scores)
        {
            pictures["precision_recall"] = PrecisionRecallPlot.Create(evaluated.Labels, evaluated.Truth, scores, [.. evaluated.Thresholds]);
            pictures["threshold_sweep"] = ThresholdSweepPlot.Create(evaluated.Labels, evaluated.Truth, scores);
            pictures["reliability"] = ReliabilityPlot.Create(measurement.MultiLabel!.Scores!.PooledEqualWidthTen);
        }

        return pictures;
    }
}
