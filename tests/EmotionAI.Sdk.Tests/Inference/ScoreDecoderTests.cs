using EmotionAI.Inference;

namespace EmotionAI.Tests.Inference;

public sealed class ScoreDecoderTests
{
    private static readonly EmotionLabels Labels = new(["joy", "fear", "anger"]);

    [Fact]
    public void Decode_MultiLabel_AcceptsScoresAtOrAboveTheirThreshold()
    {
        var rule = MultiLabel(thresholds: [0.5, 0.50001, 0.2]);

        var prediction = ScoreDecoder.Decode([0f, 0f, -1f], rule, null);

        Assert.Equal(["joy", "anger"], prediction.Labels.Select(score => score.Label));
        Assert.Equal(0.5f, prediction.Top.Score);
        Assert.Equal([0f, 0f, -1f], prediction.Logits);
    }

    [Fact]
    public void Decode_ThresholdComparison_IsInDoubleAfterWidening()
    {
        // The float32 nearest to 0.3 is above the double 0.3: widened, it passes; narrowed, a threshold a hair higher would pass too.
        var score = 0.3f;
        var logit = MathF.Log(score / (1 - score));
        var widened = (double)(1 / (1 + MathF.Exp(-logit)));

        Assert.Single(ScoreDecoder.Decode([logit, -9, -9], MultiLabel([widened, 0.5, 0.5]), null).Labels);
        Assert.Empty(ScoreDecoder.Decode([logit, -9, -9], MultiLabel([Math.BitIncrement(widened), 0.5, 0.5]), null).Labels);
    }

    [Fact]
    public void Decode_NothingReachesItsThreshold_GivesNoLabelButATop()
    {
        var prediction = ScoreDecoder.Decode([-2f, -1f, -3f], MultiLabel([0.5, 0.5, 0.5]), null, new InputFacts { IsTruncated = true });

        Assert.Empty(prediction.Labels);
        Assert.Equal("fear", prediction.Top.Label);
        Assert.True(prediction.IsTruncated);
    }

    [Fact]
    public void Decode_TopK_CutsAfterTheThresholdsAndKeepsEqualScoresInModelOrder()
    {
        var prediction = ScoreDecoder.Decode([1f, 2f, 1f], MultiLabel([0.1, 0.1, 0.1]), new ClassificationOptions { TopK = 2 });

        Assert.Equal(["fear", "joy"], prediction.Labels.Select(score => score.Label));
    }

    [Fact]
    public void Decode_ThresholdOfTheCall_ReplacesEveryThresholdOfTheModel()
    {
        var prediction = ScoreDecoder.Decode([1f, 2f, -1f], MultiLabel([0.9, 0.9, 0.9]), new ClassificationOptions { Threshold = 0.7 });

        Assert.Equal(["fear", "joy"], prediction.Labels.Select(score => score.Label));
    }

    [Fact]
    public void Decode_SingleLabelWithoutThresholds_GivesTheBestLabel()
    {
        var rule = new DecisionRule { ModelId = "m", Labels = Labels, ProblemType = ProblemType.SingleLabel, Activation = Activation.Softmax, LogitScale = 30 };

        var prediction = ScoreDecoder.Decode([0.1f, 0.2f, 0.15f], rule, null);

        Assert.Equal("fear", Assert.Single(prediction.Labels).Label);
        Assert.Equal(1, prediction.Scores.Sum(score => score.Score), 1e-6);
        Assert.Equal(Math.Exp(1.5) / (Math.Exp(-1.5) + Math.Exp(1.5) + 1), prediction.Top.Score, 1e-5);
    }

    [Fact]
    public void Decode_Softmax_DoesNotOverflow()
    {
        var rule = new DecisionRule { ModelId = "m", Labels = Labels, ProblemType = ProblemType.SingleLabel, Activation = Activation.Softmax };

        var prediction = ScoreDecoder.Decode([1000f, 999f, -1000f], rule, null);

        Assert.All(prediction.Scores, score => Assert.InRange(score.Score, 0, 1));
    }

    [Fact]
    public void Decode_Regression_GivesEveryOutputInModelOrder()
    {
        var rule = new DecisionRule { ModelId = "m", Labels = Labels, ProblemType = ProblemType.Regression, Activation = Activation.None };

        var prediction = ScoreDecoder.Decode([-0.5f, 2f, 0.25f], rule, null);

        Assert.Equal([-0.5f, 2f, 0.25f], prediction.Labels.Select(score => score.Score));
    }

    [Theory]
    [InlineData(float.NaN, 1, "logit NaN for 'fear'")]
    [InlineData(float.PositiveInfinity, 1, "logit Infinity for 'fear'")]
    [InlineData(3f, float.PositiveInfinity, "score NaN")]
    public void Decode_ScoreThatIsNoNumber_FailsAsInference(float logit, float scale, string found)
    {
        var rule = new DecisionRule { ModelId = "m", Labels = Labels, ProblemType = ProblemType.SingleLabel, Activation = Activation.Softmax, LogitScale = scale };

        var e = Assert.Throws<EmotionAIException>(() => ScoreDecoder.Decode([1f, logit, 2f], rule, null));

        Assert.Equal(EmotionErrorCodes.InferenceFailed, e.Code);
        Assert.Contains(found, e.Message, StringComparison.Ordinal);
    }

    private static DecisionRule MultiLabel(double[] thresholds) =>
        new() { ModelId = "m", Labels = Labels, ProblemType = ProblemType.MultiLabel, Activation = Activation.Sigmoid, Thresholds = thresholds };
}
