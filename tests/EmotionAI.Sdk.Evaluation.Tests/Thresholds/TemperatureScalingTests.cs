using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Thresholds;

public sealed class TemperatureScalingTests
{
    [Fact]
    public void Fit_TwoLogitsAndKnownShare_GivesTheClosedForm()
    {
        // Three of four are right at a margin of 2: softmax(2 / T) = 3/4, so T = 2 / ln 3.
        var logits = new ScoreMatrix([2.0, 0, 2, 0, 2, 0, 2, 0], 2);

        var temperature = TemperatureScaling.Fit([0, 0, 0, 1], logits);

        Assert.Equal(2 / Math.Log(3), temperature, 1e-10);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Fit_LogitsMadeTooSureOrTooShy_UndoesIt(double factor)
    {
        var (truth, logits) = Draw();
        var reference = TemperatureScaling.Fit(truth, logits);
        var scaled = new ScoreMatrix([.. logits.Values.ToArray().Select(logit => logit * factor)], 5);

        var temperature = TemperatureScaling.Fit(truth, scaled);

        Assert.Equal(reference * factor, temperature, 1e-8);
    }

    [Fact]
    public void Fit_AnyLogits_GivesTheLowestLogLoss()
    {
        var (truth, logits) = Draw();

        var temperature = TemperatureScaling.Fit(truth, logits);

        var best = ProbabilityLoss.LogLoss(truth, TemperatureScaling.Apply(logits, temperature));
        foreach (var factor in (double[])[0.5, 0.9, 0.999, 1.001, 1.1, 2])
        {
            Assert.True(best <= ProbabilityLoss.LogLoss(truth, TemperatureScaling.Apply(logits, temperature * factor)));
        }
    }

    [Fact]
    public void Fit_AlwaysRightOrAlwaysWrong_StopsAtTheBounds()
    {
        var logits = new ScoreMatrix([2.0, 0, 2, 0], 2);

        Assert.Equal(0.01, TemperatureScaling.Fit([0, 0], logits));
        Assert.Equal(100, TemperatureScaling.Fit([1, 1], logits));
    }

    [Fact]
    public void Apply_One_GivesSoftmaxAndKeepsTheBestLabel()
    {
        var (_, logits) = Draw();

        var probabilities = TemperatureScaling.Apply(logits, 3);

        Assert.Equal(logits.ArgMax(), probabilities.ArgMax());
        Assert.Equal(1, probabilities.Row(0).ToArray().Sum(), 1e-12);
    }

    [Fact]
    public void Fit_DifferentLengths_IsRefused() => Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([0], new ScoreMatrix([1.0, 2, 3, 4], 2)));

    private static (int[] Truth, ScoreMatrix Logits) Draw()
    {
        var random = new Xoshiro256StarStar(11);
        var truth = new int[500];
        var logits = new double[500 * 5];
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = random.Next(5);
            for (var label = 0; label < 5; label++)
            {
                logits[(i * 5) + label] = (random.Next(4000) / 1000.0) + (label == truth[i] ? 1.5 : 0);
            }
        }

        return (truth, new ScoreMatrix(logits.AsSpan(), 5));
    }
}
