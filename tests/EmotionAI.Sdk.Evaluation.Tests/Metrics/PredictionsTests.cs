using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Metrics;

public sealed class PredictionsTests
{
    private static readonly EmotionLabels Labels = new(["joy", "anger", "fear"]);

    [Fact]
    public void Compute_LabelWithoutSamples_SeparatesTheTwoRecalls()
    {
        var metrics = SingleLabelMetrics.Compute(new SingleLabelPredictions(Labels, [0, 0, 1], [0, 0, 1]));

        Assert.Equal(1, metrics.UnweightedAverageRecall);
        Assert.Equal(2.0 / 3, metrics.Macro.Recall, 1e-15);
        Assert.Null(metrics.Scores);
    }

    [Fact]
    public void Compute_MultiLabelWithoutScores_GivesNoScoreMetrics()
    {
        var truth = LabelMatrix.FromIndices([[0], [1, 2], []], 3);

        var metrics = MultiLabelMetrics.Compute(new MultiLabelPredictions(Labels, truth, truth));

        Assert.Equal(1, metrics.SubsetAccuracy);
        Assert.Equal(2.0 / 3, metrics.Samples.F1, 1e-15);
        Assert.Null(metrics.Scores);
    }

    [Theory]
    [InlineData(new[] { 0, 3 }, new[] { 0, 0 })]
    [InlineData(new[] { 0, -1 }, new[] { 0, 0 })]
    [InlineData(new[] { 0 }, new[] { 0, 0 })]
    [InlineData(new int[0], new int[0])]
    public void SingleLabelPredictions_BadIndices_AreRefused(int[] truth, int[] predicted) =>
        Assert.Throws<ArgumentException>(() => new SingleLabelPredictions(Labels, truth, predicted));

    [Fact]
    public void MultiLabelPredictions_DifferentShapes_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new MultiLabelPredictions(Labels, LabelMatrix.FromIndices([[0]], 3), LabelMatrix.FromIndices([[0], [1]], 3)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ScoreMatrix_NotFinite_IsRefused(double value) => Assert.Throws<ArgumentException>(() => new ScoreMatrix([0, value], 1));

    [Fact]
    public void LabelMatrix_ValueAboveOne_IsRefused() => Assert.Throws<ArgumentException>(() => new LabelMatrix([0, 2], 1));

    [Fact]
    public void Metrics_ScoreThatIsNaN_AreRefused()
    {
        byte[] outcomes = [0, 1];
        double[] scores = [0.5, double.NaN];

        Assert.Throws<ArgumentException>(() => RocAuc.Compute(outcomes, scores));
        Assert.Throws<ArgumentException>(() => AveragePrecision.Compute(outcomes, scores));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualMass(scores, outcomes, 15));
        Assert.Throws<ArgumentException>(() => EmotionAI.Evaluation.Thresholds.ExactThresholds.FitClass(outcomes, scores));
    }

    [Fact]
    public void Metrics_DifferentLengths_AreRefused()
    {
        var matrix = new ScoreMatrix([0.1, 0.9], 2);

        Assert.Throws<ArgumentException>(() => BinaryCounts.Count([1], [1, 0]));
        Assert.Throws<ArgumentException>(() => RocAuc.Compute([1], [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualWidth([0.5, 0.6], [1], 10));
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.LogLoss((ReadOnlySpan<byte>)[1], [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.Brier([0, 1], matrix));
        Assert.Throws<ArgumentException>(() => TopKAccuracy.Compute([0, 1], matrix));
        Assert.Throws<ArgumentException>(() => LabelRanking.Compute(new LabelMatrix([1, 0, 1], 3), matrix));
    }
}
