using EmotionAI.Evaluation.Reports;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Reports;

public sealed class WorstMistakesTests
{
    [Fact]
    public void FalsePositives_AreThoseNearestToOneFromTheirThreshold()
    {
        var model = MultiLabel(
            [0.2, 0.8],
            ReportExamples.Sample("right", [0], [0], [0.99, 0.1]),
            ReportExamples.Sample("half way", [], [0], [0.6, 0.1]),
            ReportExamples.Sample("a quarter left", [], [1], [0.1, 0.95]),
            ReportExamples.Sample("an eighth left", [1], [0, 1], [0.9, 0.9]));

        var mistakes = WorstMistakes.FalsePositives(model, 4);

        Assert.Equal(["an eighth left", "a quarter left", "half way"], mistakes.Select(mistake => mistake.Sample.Input));
        Assert.Equal([0, 1, 0], mistakes.Select(mistake => mistake.Label));
        Assert.Equal(0.2, mistakes[0].Threshold);
    }

    [Fact]
    public void Missed_AreThoseNearestToZeroFromTheirThreshold()
    {
        var model = MultiLabel(
            [0.2, 0.8],
            ReportExamples.Sample("half", [0], [], [0.1, 0.1]),
            ReportExamples.Sample("an eighth", [1], [0], [0.9, 0.1]),
            ReportExamples.Sample("both, once", [0, 1], [], [0.15, 0.2]));

        var mistakes = WorstMistakes.Missed(model, 4);

        Assert.Equal(["an eighth", "both, once", "half"], mistakes.Select(mistake => mistake.Sample.Input));
        Assert.Equal([1, 1, 0], mistakes.Select(mistake => mistake.Label));
    }

    [Fact]
    public void FalsePositives_OfOneLabel_DoNotFillTheList()
    {
        var model = MultiLabel(
            [0.5, 0.5],
            [.. Enumerable.Range(0, 9).Select(i => ReportExamples.Sample($"{i}", [], [0], [0.9, 0.1])), ReportExamples.Sample("other", [], [1], [0.1, 0.6])]);

        var mistakes = WorstMistakes.FalsePositives(model, 4);

        Assert.Equal(["0", "1", "other"], mistakes.Select(mistake => mistake.Sample.Input));
    }

    [Fact]
    public void Wrong_AreThoseOfTheHighestScore()
    {
        var model = new EvaluatedModel
        {
            ModelId = "example",
            Labels = new EmotionLabels(["a", "b"]),
            ProblemType = ProblemType.SingleLabel,
            Samples = [ReportExamples.Sample("low", [0], [1], [0.4, 0.6]), ReportExamples.Sample("right", [1], [1], [0.01, 0.99]), ReportExamples.Sample("high", [1], [0], [0.9, 0.1]), ReportExamples.Sample("as high", [1], [0], [0.9, 0.1])],
        };

        Assert.Equal(["high", "as high"], WorstMistakes.Wrong(model, 2).Select(mistake => mistake.Sample.Input));
        Assert.Equal(3, WorstMistakes.Wrong(model, 9).Count);
    }

    [Fact]
    public void FalsePositives_WithoutScores_AreInTheOrderOfTheData()
    {
        var model = MultiLabel([], ReportExamples.Sample("one", [], [0], []), ReportExamples.Sample("two", [0], [1], []));

        var mistakes = WorstMistakes.FalsePositives(model, 8);

        Assert.Equal(["one", "two"], mistakes.Select(mistake => mistake.Sample.Input));
        Assert.Null(mistakes[0].Score);
    }

    private static EvaluatedModel MultiLabel(double[] thresholds, params EvaluatedSample[] samples) => new()
    {
        ModelId = "example",
        Labels = new EmotionLabels(["a", "b"]),
        ProblemType = ProblemType.MultiLabel,
        Thresholds = thresholds,
        Samples = samples,
    };
}
