using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class ThresholdCrossValidationTests
{
    [Fact]
    public void Compare_ScoresThatAreTooLow_PrefersAFittedScheme()
    {
        var (truth, scores) = Draw();

        var results = ThresholdCrossValidation.Compare(truth, scores);

        Assert.Equal(Enum.GetValues<ThresholdScheme>(), results.Select(result => result.Scheme));
        Assert.All(results, result => Assert.Equal(5, result.FoldMacroF1.Count));
        Assert.Equal(0, results[0].Macro.F1);
        Assert.All(results.Skip(1), result => Assert.InRange(result.Macro.F1, 0.9, 1));
    }

    [Fact]
    public void Compare_SameSeed_GivesTheSame()
    {
        var (truth, scores) = Draw();

        var first = ThresholdCrossValidation.Compare(truth, scores, [ThresholdScheme.PerClass], folds: 3, seed: 5);
        var second = ThresholdCrossValidation.Compare(truth, scores, [ThresholdScheme.PerClass], folds: 3, seed: 5);

        Assert.Equal(first[0].FoldMacroF1, second[0].FoldMacroF1);
    }

    [Fact]
    public void Compare_OneFold_IsRefused()
    {
        var (truth, scores) = Draw();

        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdCrossValidation.Compare(truth, scores, folds: 1));
    }

    private static (LabelMatrix Truth, ScoreMatrix Scores) Draw()
    {
        var random = new Xoshiro256StarStar(1);
        var truth = new byte[300];
        var scores = new double[300];
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = (byte)random.Next(2);
            scores[i] = (truth[i] == 1 ? 0.3 : 0.1) + (random.Next(100) / 1000.0);
        }

        return (new LabelMatrix(truth, 3), new ScoreMatrix(scores.AsSpan(), 3));
    }
}
