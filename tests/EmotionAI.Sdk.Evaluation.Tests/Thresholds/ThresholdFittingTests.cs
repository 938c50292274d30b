using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class ThresholdFittingTests
{
    private static readonly LabelMatrix Truth = new([1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0], 2);
    private static readonly ScoreMatrix Scores = new([0.9, 0.1, 0.7, 0.8, 0.6, 0.4, 0.3, 0.5, 0.2, 0.3, 0.1, 0.2], 2);

    [Fact]
    public void Fit_WithoutOptions_IsGuarded() => Assert.Equal(GuardedThresholds.Fit(Truth, Scores), ThresholdFitting.Fit(Truth, Scores));

    [Theory]
    [InlineData(ThresholdScheme.Fixed)]
    [InlineData(ThresholdScheme.Global)]
    [InlineData(ThresholdScheme.PerClass)]
    [InlineData(ThresholdScheme.Guarded)]
    public void Fit_Scheme_EqualsTheSchemeOfTheCrossValidation(ThresholdScheme scheme) =>
        Assert.Equal(ThresholdCrossValidation.Fit(scheme, Truth, Scores), ThresholdFitting.Fit(Truth, Scores, new ThresholdOptions { Scheme = scheme }));

    [Fact]
    public void Fit_GlobalByAnyObjective_IsOneCutForAll()
    {
        foreach (var objective in Enum.GetValues<ThresholdObjective>())
        {
            var cut = ExactThresholds.FitGlobal(Truth, Scores, objective).CutSmallest;

            Assert.Equal([cut, cut], ThresholdFitting.Fit(Truth, Scores, new ThresholdOptions { Scheme = ThresholdScheme.Global, Objective = objective }));
        }
    }

    [Fact]
    public void Fit_PerClassByMicroF1_EqualsTheExactFit() =>
        Assert.Equal(MicroF1Thresholds.Fit(Truth, Scores), ThresholdFitting.Fit(Truth, Scores, new ThresholdOptions { Scheme = ThresholdScheme.PerClass, Objective = ThresholdObjective.MicroF1 }));

    [Fact]
    public void Fit_PerClassForPrecision_HasThePrecisionOrNeverAccepts()
    {
        var truth = new LabelMatrix([1, 0, 0, 0, 1, 1], 2);
        var scores = new ScoreMatrix([0.9, 0.8, 0.5, 0.6, 0.6, 0.1], 2);

        var thresholds = ThresholdFitting.Fit(truth, scores, new ThresholdOptions { Scheme = ThresholdScheme.PerClass, Precision = 1 });

        Assert.InRange(thresholds[0], 0.5000001, 0.6);
        Assert.Equal(1, thresholds[1]);
    }

    [Fact]
    public void Fit_GlobalForAPrecisionOutOfReach_IsRefused() =>
        Assert.Equal(
            EmotionErrorCodes.InputInvalid,
            Assert.Throws<EmotionAIException>(() => ThresholdFitting.Fit(new LabelMatrix([0, 1], 1), new ScoreMatrix([0.9, 0.1], 1), new ThresholdOptions { Scheme = ThresholdScheme.Global, Precision = 1 })).Code);

    [Theory]
    [InlineData(ThresholdScheme.Guarded, ThresholdObjective.MicroF1, null)]
    [InlineData(ThresholdScheme.PerClass, ThresholdObjective.SamplesF1, null)]
    [InlineData(ThresholdScheme.Guarded, ThresholdObjective.MacroF1, 0.9)]
    [InlineData(ThresholdScheme.Fixed, ThresholdObjective.MacroF1, 0.9)]
    [InlineData(ThresholdScheme.Global, ThresholdObjective.MacroF1, 1.1)]
    [InlineData((ThresholdScheme)9, ThresholdObjective.MacroF1, null)]
    [InlineData(ThresholdScheme.Global, (ThresholdObjective)9, null)]
    public void Fit_OptionsThatDoNotGoTogether_AreRefused(ThresholdScheme scheme, ThresholdObjective objective, double? precision) =>
        Assert.Equal(
            EmotionErrorCodes.SettingInvalid,
            Assert.Throws<EmotionAIException>(() => ThresholdFitting.Fit(Truth, Scores, new ThresholdOptions { Scheme = scheme, Objective = objective, Precision = precision })).Code);
}
