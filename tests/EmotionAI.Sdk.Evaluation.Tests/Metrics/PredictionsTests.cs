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
}
