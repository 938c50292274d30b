using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class GuardedThresholdsTests
{
    [Fact]
    public void Fit_LabelWithoutPositives_TakesTheFallback()
    {
        var thresholds = GuardedThresholds.Fit(new LabelMatrix([0, 0, 0], 1), new ScoreMatrix([0.1, 0.5, 0.9], 1));

        Assert.Equal([0.5], thresholds);
    }

    [Fact]
    public void Fit_LabelThatIsMostlyWrongAtEveryCut_TakesTheFallback()
    {
        // One true sample in ten, and it is scored last but one: no cut has a precision of .25.
        byte[] truth = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        double[] scores = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

        var guarded = GuardedThresholds.Fit(new LabelMatrix(truth, 1), new ScoreMatrix(scores.AsSpan(), 1));
        var unguarded = GuardedThresholds.Fit(new LabelMatrix(truth, 1), new ScoreMatrix(scores.AsSpan(), 1), new ThresholdOptions { MinimumPrecision = 0 });

        Assert.Equal([0.5], guarded);
        Assert.InRange(unguarded[0], 0, 0.3);
    }

    [Fact]
    public void Fit_SeparableLabel_CutsBetween()
    {
        var thresholds = GuardedThresholds.Fit(new LabelMatrix([0, 0, 1, 1], 1), new ScoreMatrix([0.1, 0.2, 0.8, 0.9], 1));

        Assert.InRange(thresholds[0], 0.2, 0.8);
    }

    [Fact]
    public void Fit_NarrowPeakAndBroadHill_TakesTheHill()
    {
        // F1 is .77 only between .94 and .95, and .68 all the way from .6 down to .1.
        var (truth, scores) = Samples((20, 1, 0.95), (30, 0, 0.94), (12, 1, 0.6), (60, 0, 0.1));

        var exact = ExactThresholds.FitClass(truth, scores)!;
        var guarded = GuardedThresholds.Fit(new LabelMatrix(truth, 1), new ScoreMatrix(scores.AsSpan(), 1));

        Assert.Equal(0.95, exact.CutSmallest);
        Assert.InRange(guarded[0], 0.1, 0.6);
    }

    [Theory]
    [InlineData(0, 0.05, 0.25, 0.5)]
    [InlineData(0.2, 0, 0.25, 0.5)]
    [InlineData(0.2, 0.05, double.NaN, 0.5)]
    [InlineData(0.2, 0.05, 0.25, 2)]
    public void Fit_OptionOutOfRange_IsRefused(double width, double step, double precision, double fallback)
    {
        var options = new ThresholdOptions { SmoothingWidth = width, Step = step, MinimumPrecision = precision, Fallback = fallback };

        var fault = Assert.Throws<EmotionAIException>(() => GuardedThresholds.Fit(new LabelMatrix([1], 1), new ScoreMatrix([0.5], 1), options));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, fault.Code);
    }

    private static (byte[] Truth, double[] Scores) Samples(params (int Count, byte Truth, double Score)[] groups) => (
        [.. groups.SelectMany(group => Enumerable.Repeat(group.Truth, group.Count))],
        [.. groups.SelectMany(group => Enumerable.Repeat(group.Score, group.Count))]);
}
