using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class MicroF1ThresholdsTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Fit_SmallCase_IsAsGoodAsTheBestOfEveryCombinationOfCuts(ulong seed)
    {
        const int Rows = 12, Columns = 3;
        var random = new Xoshiro256StarStar(seed);
        var truth = new LabelMatrix([.. Enumerable.Range(0, Rows * Columns).Select(_ => (byte)random.Next(2))], Columns);
        var scores = new ScoreMatrix((double[])[.. Enumerable.Range(0, Rows * Columns).Select(_ => random.Next(8) / 8.0)], Columns);

        double[] cuts = [.. Enumerable.Range(0, 10).Select(cut => cut / 8.0)];
        var best = (from a in cuts from b in cuts from c in cuts select MicroF1(truth, scores, [a, b, c])).Max();

        Assert.Equal(best, MicroF1(truth, scores, MicroF1Thresholds.Fit(truth, scores)), Tolerance);
    }

    [Fact]
    public void Fit_LabelThatIsNeverTrue_IsNeverPredicted()
    {
        var truth = new LabelMatrix([1, 0, 1, 0, 0, 0], 2);
        var scores = new ScoreMatrix((double[])[0.9, 0.8, 0.8, 0.7, 0.1, 0.6], 2);

        var thresholds = MicroF1Thresholds.Fit(truth, scores);

        Assert.Equal(0.8, thresholds[0]);
        Assert.True(thresholds[1] > 0.8);
    }

    private static double MicroF1(LabelMatrix truth, ScoreMatrix scores, ReadOnlySpan<double> thresholds)
    {
        var predicted = LabelMatrix.FromScores(scores, thresholds);
        return AverageMetrics.Micro([.. Enumerable.Range(0, truth.Columns).Select(label => BinaryCounts.Count(truth.Column(label), predicted.Column(label)))]).F1;
    }
}
