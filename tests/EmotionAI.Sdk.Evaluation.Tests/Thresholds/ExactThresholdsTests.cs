using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class ExactThresholdsTests
{
    private static readonly byte[] Truth = [1, 1, 0, 1, 0, 0];
    private static readonly double[] Scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

    [Theory]
    [InlineData(1.0, 0.8, 2.0 / 3)]
    [InlineData(0.75, 0.6, 1.0)]
    [InlineData(0.7, 0.6, 1.0)]
    [InlineData(0.5, 0.6, 1.0)]
    public void FitClassForPrecision_Reachable_GivesTheLargestRecall(double precision, double cut, double recall)
    {
        var fit = ExactThresholds.FitClassForPrecision(Truth, Scores, precision)!;

        Assert.Equal(recall, fit.BestValue);
        Assert.Equal(cut, fit.CutLargest);
    }

    [Fact]
    public void FitClassForPrecision_Unreachable_GivesNone() => Assert.Null(ExactThresholds.FitClassForPrecision([0, 1], [0.9, 0.1], 0.9));

    [Fact]
    public void FitGlobalForPrecision_Cells_CountsThemAll()
    {
        var fit = ExactThresholds.FitGlobalForPrecision(new LabelMatrix(Truth, 2), new ScoreMatrix(Scores.AsSpan(), 2), 1)!;

        Assert.Equal(0.8, fit.CutLargest);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void FitClassForPrecision_OutOfRange_IsRefused(double precision) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactThresholds.FitClassForPrecision(Truth, Scores, precision));

    [Fact]
    public void FitClassForPrecision_AnyPrecision_GivesTheCutsOfFullRecall()
    {
        // Recall is 1 from the last positive, the last but one sample, on.
        var outcomes = new byte[200];
        var scores = new double[200];
        for (var i = 0; i < 200; i++)
        {
            outcomes[i] = i % 2 == 0 ? (byte)1 : (byte)0;
            scores[i] = 1 - (i / 1000.0);
        }

        var fit = ExactThresholds.FitClassForPrecision(outcomes, scores, 0)!;

        Assert.Equal(1, fit.BestValue);
        Assert.Equal(2, fit.BestCutCount);
        Assert.Equal([scores[199], scores[198]], fit.BestCuts);
    }

    [Fact]
    public void FitGlobal_TieThatRoundingBreaks_IsATie()
    {
        // At 3/16 and at 5/16 the F1s of the three labels sum to 46/21; in double the second sum is larger by one bit.
        var truth = new LabelMatrix([0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0], 3);
        var scores = new ScoreMatrix([.. new[] { 11.0, 14, 8, 9, 3, 10, 12, 7, 5, 6, 13, 1, 15, 2, 4 }.Select(score => score / 16)], 3);

        var fit = ExactThresholds.FitGlobal(truth, scores, ThresholdObjective.MacroF1);

        Assert.Equal([3 / 16.0, 5 / 16.0], fit.BestCuts);
        Assert.Equal(46.0 / 63, fit.BestValue, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void FitGlobal_RandomCells_EqualsTryingEveryCut(ThresholdObjective objective)
    {
        var random = new Xoshiro256StarStar(3);
        for (var round = 0; round < 20; round++)
        {
            var truth = new LabelMatrix([.. Enumerable.Range(0, 60).Select(_ => (byte)(random.Next(3) == 0 ? 1 : 0))], 4);
            var scores = new ScoreMatrix([.. Enumerable.Range(0, 60).Select(_ => random.Next(20) / 20.0)], 4);

            var fit = ExactThresholds.FitGlobal(truth, scores, objective);

            var best = scores.Values.ToArray().Distinct().Max(cut => Value(truth, LabelMatrix.FromScores(scores, cut), objective));
            Assert.Equal(best, fit.BestValue, 1e-12);
            Assert.Equal(best, Value(truth, LabelMatrix.FromScores(scores, fit.CutSmallest), objective), 1e-12);
            Assert.Equal(best, Value(truth, LabelMatrix.FromScores(scores, fit.MidpointOfLargest), objective), 1e-12);
        }
    }

    public static TheoryData<ThresholdObjective> Objectives => [.. Enum.GetValues<ThresholdObjective>()];

    private static double Value(LabelMatrix truth, LabelMatrix predicted, ThresholdObjective objective)
    {
        var metrics = MultiLabelMetrics.Compute(new MultiLabelPredictions(new EmotionLabels(["a", "b", "c", "d"]), truth, predicted));
        return objective switch
        {
            ThresholdObjective.MicroF1 => metrics.Micro.F1,
            ThresholdObjective.MacroF1 => metrics.Macro.F1,
            ThresholdObjective.WeightedF1 => metrics.Weighted.F1,
            ThresholdObjective.MacroF1OverSupported => metrics.MacroOverSupported.F1,
            ThresholdObjective.SamplesF1 => metrics.Samples.F1,
            _ => metrics.SubsetAccuracy,
        };
    }
}
