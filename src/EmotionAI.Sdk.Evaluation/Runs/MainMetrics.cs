using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Chooses the figures that get an interval.</summary>
internal static class MainMetrics
{
    public static IReadOnlyList<(string Name, ResampledMetric Metric)> Of(EvaluatedModel evaluated)
    {
        if (evaluated.ProblemType == ProblemType.SingleLabel)
        {
            var single = evaluated.ToSingleLabel();
            return
            [
                ("uar", ResampledMetrics.UnweightedAverageRecall(single)),
                ("accuracy", ResampledMetrics.Accuracy(single)),
                ("macro_f1", ResampledMetrics.MacroF1(single)),
                ("weighted_f1", ResampledMetrics.WeightedF1(single)),
            ];
        }

        var multi = evaluated.ToMultiLabel();
        return
        [
            ("macro_f1", ResampledMetrics.MacroF1(multi)),
            ("micro_f1", ResampledMetrics.MicroF1(multi)),
            ("weighted_f1", ResampledMetrics.WeightedF1(multi)),
            ("samples_f1", ResampledMetrics.SamplesF1(multi)),
            ("subset_accuracy", ResampledMetrics.SubsetAccuracy(multi)),
        ];
    }
}
