using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Plots;

public class CurveTests
{
    public static TheoryData<string> Cases => EvaluationGolden.Cases("multi");

    [Theory]
    [MemberData(nameof(Cases))]
    public void PrecisionRecallCurve_AreaUnderItsSteps_IsTheAveragePrecision(string name)
    {
        var predictions = EvaluationGolden.Multi(name);
        for (var label = 0; label < predictions.Labels.Count; label++)
        {
            var (outcomes, scores) = (predictions.Truth.Column(label), predictions.Scores!.Column(label));

            var curve = PrecisionRecallCurve.Compute(outcomes, scores);

            var area = curve.Steps.Chunk(2).Sum(step => (step[1].X - step[0].X) * step[0].Y);
            Assert.Equal(AveragePrecision.Compute(outcomes, scores) ?? 0, area, EvaluationGolden.MetricTolerance);
            Assert.Equal(outcomes.Contains((byte)1) ? 1 : 0, curve.Steps.Count > 0 ? curve.Steps[^1].X : 0);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ThresholdSweep_CountsAtAThreshold_AreThoseOfThePredictions(string name)
    {
        var predictions = EvaluationGolden.Multi(name);
        var sweep = new ThresholdSweep(predictions.Truth, predictions.Scores!);
        foreach (var threshold in (double[])[-1, 0, 0.3, predictions.Scores![0, 0], 0.5, 1, 2])
        {
            var predicted = LabelMatrix.FromScores(predictions.Scores!, threshold);

            var counts = sweep.CountsAt(threshold);

            Assert.Equal(Enumerable.Range(0, predictions.Labels.Count).Select(i => BinaryCounts.Count(predictions.Truth.Column(i), predicted.Column(i))), counts);
        }
    }

    [Fact]
    public void ThresholdPoint_NothingPredictedOrTrue_IsNull()
    {
        Assert.Equal(new ThresholdPoint(0.5, null, 0), ThresholdPoint.Compute([1, 0], [0.1, 0.2], 0.5));
        Assert.Equal(new ThresholdPoint(0.1, 0, null), ThresholdPoint.Compute([0, 0], [0.1, 0.2], 0.1));
        Assert.Equal(new ThresholdPoint(0.2, 1, 0.5), ThresholdPoint.Compute([1, 1], [0.1, 0.2], 0.2));
    }

    [Fact]
    public void ReliabilityBin_EqualWidth_StandsAtItsEdges()
    {
        var bins = ReliabilityBin.Place(CalibrationCurve.EqualWidth([0.1, 0.6, 0.7, 0.9], [0, 1, 0, 1], 4).Bins);

        Assert.Equal([(0, 0.25), (0.5, 0.75), (0.75, 1)], bins.Select(bin => (bin.Left, bin.Right)));
    }

    [Fact]
    public void ReliabilityBin_EqualMass_ReachesHalfWayToItsNeighbours()
    {
        var bins = ReliabilityBin.Place(CalibrationCurve.EqualMass([0.75, 0.875, 0.9375, 1], [0, 1, 0, 1], 2).Bins);

        Assert.Equal([(0, 0.890625), (0.890625, 1)], bins.Select(bin => (bin.Left, bin.Right)));
    }

    [Theory]
    [InlineData(0, 51, 7, true, "0 10 20 30 40 50")]
    [InlineData(0, 1, 6, false, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 0.8620689, 7, false, "0.0 0.2 0.4 0.6 0.8")]
    [InlineData(0, 1, 7, true, "0 1")]
    [InlineData(0, 12345, 7, true, "0 2,000 4,000 6,000 8,000 10,000 12,000")]
    [InlineData(0, 0.03, 7, false, "0.000 0.005 0.010 0.015 0.020 0.025 0.030")]
    public void AxisTicks_Nice_AreRoundNumbers(double minimum, double maximum, int most, bool whole, string expected) =>
        Assert.Equal(expected, string.Join(' ', AxisTicks.Nice(minimum, maximum, most, whole).Labels));

    [Theory]
    [InlineData("joy", "joy")]
    [InlineData(" two\r\nlines ", "two lines")]
    [InlineData("0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789")]
    [InlineData("01234567890123456789012345678901234567890", "0123456789012345678…2345678901234567890")]
    public void PictureLine_Label_FitsOnOneLine(string label, string expected) => Assert.Equal([expected], PictureLine.Labels([label]));

    [Fact]
    public void Create_InputThatDoesNotFit_Throws()
    {
        var labels = new EmotionLabels(["no", "yes"]);
        var truth = new LabelMatrix([1, 0], 2);
        var scores = new ScoreMatrix([0.1, 0.2], 2);

        Assert.Throws<ArgumentException>(() => PrecisionRecallPlot.Create(labels, truth, scores, [0.5]));
        Assert.Throws<ArgumentException>(() => PrecisionRecallPlot.Create(EmotionLabels.Ravdess, truth, scores));
        Assert.Throws<ArgumentException>(() => ThresholdSweepPlot.Create(labels, truth, scores, new ThresholdSweepPlotOptions { Chosen = 1.1 }));
        Assert.Throws<ArgumentException>(() => F1Plot.Create([]));
        Assert.Throws<ArgumentException>(() => F1Plot.Create([new ClassMetrics("no", new BinaryCounts(1, 0, 0, 0))], new F1PlotOptions { Intervals = [] }));
        Assert.Throws<ArgumentException>(() => ReliabilityPlot.Create(CalibrationCurve.EqualWidth([], [], 5)));
    }
}
