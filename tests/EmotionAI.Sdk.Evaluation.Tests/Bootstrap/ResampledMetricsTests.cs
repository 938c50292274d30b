using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Bootstrap;

public sealed class ResampledMetricsTests
{
    private const double Tolerance = 1e-13;

    public static TheoryData<string> MultiCases => EvaluationGolden.Cases("multi");

    public static TheoryData<string> SingleCases => EvaluationGolden.Cases("single");

    [Theory]
    [MemberData(nameof(MultiCases))]
    public void MultiLabel_AnyResample_EqualsComputingItAnew(string name)
    {
        var predictions = EvaluationGolden.Multi(name);
        var rows = Rows(predictions.Count);

        var expected = MultiLabelMetrics.Compute(new MultiLabelPredictions(predictions.Labels, predictions.Truth.Select(rows), predictions.Predicted.Select(rows)));

        Assert.Equal(expected.Macro.F1, ResampledMetrics.MacroF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.Micro.F1, ResampledMetrics.MicroF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.Weighted.F1, ResampledMetrics.WeightedF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.Samples.F1, ResampledMetrics.SamplesF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.SubsetAccuracy, ResampledMetrics.SubsetAccuracy(predictions)(rows), Tolerance);
        var last = ResampledMetrics.ClassF1(predictions, predictions.Labels.Count - 1)(rows);
        Assert.Equal(expected.Classes[^1].F1, double.IsNaN(last) ? 0 : last, Tolerance);
    }

    [Theory]
    [MemberData(nameof(SingleCases))]
    public void SingleLabel_AnyResample_EqualsComputingItAnew(string name)
    {
        var predictions = EvaluationGolden.Single(name);
        var rows = Rows(predictions.Count);

        var expected = SingleLabelMetrics.Compute(predictions.Select(rows));

        Assert.Equal(expected.Macro.F1, ResampledMetrics.MacroF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.Weighted.F1, ResampledMetrics.WeightedF1(predictions)(rows), Tolerance);
        Assert.Equal(expected.Accuracy, ResampledMetrics.Accuracy(predictions)(rows), Tolerance);
        Assert.Equal(expected.UnweightedAverageRecall, ResampledMetrics.UnweightedAverageRecall(predictions)(rows), Tolerance);
        var first = ResampledMetrics.ClassF1(predictions, 0)(rows);
        Assert.Equal(expected.Classes[0].F1, double.IsNaN(first) ? 0 : first, Tolerance);
    }

    [Fact]
    public void MacroF1_FiveThousandSamplesByAThousandResamples_HoldsTheEstimate()
    {
        var predictions = EvaluationGolden.Multi("goemotions_like_5427");

        var interval = BootstrapEstimator.Estimate(predictions.Count, ResampledMetrics.MacroF1(predictions));

        Assert.InRange(interval.Estimate, interval.Lower, interval.Upper);
    }

    private static int[] Rows(int count)
    {
        var random = new Xoshiro256StarStar(9);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(count))];
    }
}
