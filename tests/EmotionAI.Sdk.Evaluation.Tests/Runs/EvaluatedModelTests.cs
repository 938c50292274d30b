using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

public sealed class EvaluatedModelTests
{
    private static readonly EmotionLabels Labels = new(["joy", "anger"]);
    private static readonly ScoreMatrix Scores = new([0.9, 0.6, 0.3, 0.4, 0.2, 0.7], 2);

    [Fact]
    public void FromScores_MultiLabel_AcceptsAboveOneHalfOrItsThreshold()
    {
        var truth = new LabelMatrix([1, 0, 1, 0, 0, 1], 2);

        var half = EvaluatedModel.FromScores(Labels, ProblemType.MultiLabel, truth, Scores);
        var other = EvaluatedModel.FromScores(Labels, ProblemType.MultiLabel, truth, Scores, [0.3, 0.65]);

        Assert.Equal([[0, 1], [], [1]], half.Samples.Select(sample => sample.Predicted));
        Assert.Equal([0.5, 0.5], half.Thresholds);
        Assert.Equal([[0], [0], [1]], other.Samples.Select(sample => sample.Predicted));
        Assert.Equal(1, Measure(other).Figures["subset_accuracy"]);
    }

    [Fact]
    public void FromScores_SingleLabel_TakesTheBest()
    {
        var model = EvaluatedModel.FromScores(Labels, ProblemType.SingleLabel, new LabelMatrix([1, 0, 1, 0, 0, 1], 2), Scores);

        Assert.Equal([[0], [1], [1]], model.Samples.Select(sample => sample.Predicted));
        Assert.Equal(2 / 3.0, Measure(model).Figures["accuracy"]);
        Assert.Equal(2, Measure(model).ConfusionMatrix!.Size);
    }

    [Fact]
    public void FromScores_WhatDoesNotFit_IsRefused()
    {
        var truth = new LabelMatrix([1, 1, 1, 0, 0, 1], 2);

        Assert.Throws<ArgumentException>(() => EvaluatedModel.FromScores(Labels, ProblemType.SingleLabel, truth, Scores));
        Assert.Throws<ArgumentException>(() => EvaluatedModel.FromScores(Labels, ProblemType.Regression, truth, Scores));
        Assert.Throws<ArgumentException>(() => EvaluatedModel.FromScores(Labels, ProblemType.MultiLabel, truth, Scores, [0.5]));
        Assert.Throws<ArgumentException>(() => EvaluatedModel.FromScores(Labels, ProblemType.MultiLabel, truth, new ScoreMatrix([0.9, 0.6], 2)));
    }

    [Fact]
    public void WithThresholds_OfSamplesOrOfScores_DecidesAnewAndKeepsTheRest()
    {
        var stored = EvaluatedModel.FromScores(Labels, ProblemType.MultiLabel, new LabelMatrix([1, 0, 1, 0, 0, 1], 2), Scores);
        var listed = new EvaluatedModel { ModelId = "m", Labels = Labels, ProblemType = ProblemType.MultiLabel, LeftOutCount = 3, Samples = [.. stored.Samples.Select(sample => sample with { Speaker = "a", Logits = sample.Scores })] };

        Assert.All([stored.WithThresholds([0.3, 0.65]), listed.WithThresholds([0.3, 0.65])], model =>
        {
            Assert.Equal([[0], [0], [1]], model.Samples.Select(sample => sample.Predicted));
            Assert.Equal([0.3, 0.65], model.Thresholds);
        });
        var kept = listed.WithThresholds([0.3, 0.65]);
        Assert.Equal(("m", 3, 3), (kept.ModelId, kept.LeftOutCount, kept.Speakers!.Count));
        Assert.NotNull(kept.Logits);
        Assert.Throws<ArgumentException>(() => stored.WithThresholds([0.5]));
    }

    [Fact]
    public void WithThresholds_WithoutScores_IsRefused()
    {
        var model = new EvaluatedModel { ModelId = "m", Labels = Labels, ProblemType = ProblemType.MultiLabel, Samples = [new EvaluatedSample { Input = "x", Truth = [0], Predicted = [0], Scores = [] }] };

        Assert.Throws<InvalidOperationException>(() => model.WithThresholds([0.5, 0.5]));
    }

    private static ModelMeasurement Measure(EvaluatedModel model) => ModelMeasurement.Compute(model, new BootstrapOptions { Resamples = 2 });
}
