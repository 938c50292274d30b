using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

/// <summary>What becomes of texts that are longer than the model reads.</summary>
public sealed class LongTextTests
{
    private static readonly string Model = Goldens.Path("models", "text", "model");
    private static readonly string Long = string.Concat(Enumerable.Repeat("Thank you so much! ", 40)) + string.Concat(Enumerable.Repeat("This makes me furious 😡, I hate it. ", 30));

    [Fact]
    public void Classify_ByDefault_CutsTheEndAndSaysSo()
    {
        using var classifier = TextEmotionClassifier.Load(Model);

        var prediction = classifier.Classify(Long);

        Assert.True(prediction.IsTruncated);
        Assert.Empty(prediction.Windows);
        Assert.Equal("gratitude", prediction.Top.Label);
    }

    [Fact]
    public void Classify_WhereLongTextsAreErrors_RefusesWithTheNumbers()
    {
        using var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { LongText = LongTextPolicy.Error });

        var exception = Assert.Throws<EmotionAIException>(() => classifier.Classify(Long));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains(FormattableString.Invariant($"{classifier.Tokenizer.CountTokens(Long)} tokens; the model reads 128"), exception.Message, StringComparison.Ordinal);
        Assert.False(classifier.Classify("Thank you").IsTruncated);
    }

    [Theory]
    [InlineData(WindowAggregate.Mean)]
    [InlineData(WindowAggregate.Max)]
    [InlineData(WindowAggregate.NoisyOr)]
    public void Classify_InWindows_CombinesWhatEachWindowAloneGives(WindowAggregate aggregate)
    {
        using var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { LongText = LongTextPolicy.Windows, Stride = 16, Aggregate = aggregate });
        using var plain = TextEmotionClassifier.Load(Model);

        var prediction = classifier.Classify(Long);

        Assert.False(prediction.IsTruncated);
        Assert.True(prediction.Windows.Count > 3, $"{prediction.Windows.Count} windows");
        foreach (var window in prediction.Windows)
        {
            var alone = plain.Classify(Long[window.Start..window.End]);
            Assert.All(window.Scores.Zip(alone.Scores), pair => Assert.Equal(pair.Second.Score, pair.First.Score, 1e-4f));
        }

        for (var label = 0; label < prediction.Scores.Count; label++)
        {
            double[] scores = [.. prediction.Windows.Select(window => (double)window.Scores[label].Score)];
            var expected = aggregate switch
            {
                WindowAggregate.Max => scores.Max(),
                WindowAggregate.NoisyOr => 1 - scores.Aggregate(1.0, (none, score) => none * (1 - score)),
                _ => scores.Average(),
            };
            Assert.Equal(expected, prediction.Scores[label].Score, 1e-5);
        }
    }

    [Fact]
    public void Classify_InWindows_LeavesNoTokenOut()
    {
        using var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { LongText = LongTextPolicy.Windows, Stride = 0 });

        var prediction = classifier.Classify(Long);

        Assert.Equal(0, prediction.Windows[0].Start);
        Assert.Equal(Long.TrimEnd().Length, prediction.Windows[^1].End);
        Assert.All(prediction.Windows.Zip(prediction.Windows.Skip(1)), pair => Assert.True(string.IsNullOrWhiteSpace(Long[pair.First.End..pair.Second.Start])));
        Assert.Equal(classifier.Tokenizer.CountTokens(Long) - 2, prediction.TextQuality!.Tokens);
    }

    [Fact]
    public void ClassifyBatch_InWindows_GivesWhatSingleCallsGive()
    {
        using var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { LongText = LongTextPolicy.Windows, BatchSize = 4 });
        string[] texts = ["Thanks!", Long, "", Long[..900], "No."];

        var batch = classifier.ClassifyBatch(texts);

        for (var i = 0; i < texts.Length; i++)
        {
            var single = classifier.Classify(texts[i]);
            Assert.Equal(single.Windows.Count, batch[i].Windows.Count);
            Assert.All(single.Scores.Zip(batch[i].Scores), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5f));
        }
    }

    [Fact]
    public void Load_StrideThatLeavesNoRoom_IsRefused()
    {
        var exception = Assert.Throws<EmotionAIException>(() => TextEmotionClassifier.Load(Model, new TextEmotionOptions { LongText = LongTextPolicy.Windows, Stride = 126 }));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Contains("Stride is 126; windows of this model hold 126 tokens", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WindowAggregate.Max)]
    [InlineData(WindowAggregate.NoisyOr)]
    public void Combine_LabelsThatExcludeEachOther_SumToOne(WindowAggregate aggregate)
    {
        var scores = new float[3];

        WindowedScores.Combine([0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f], aggregate, ProblemType.SingleLabel, scores);

        Assert.Equal(1, scores.Sum(), 1e-6f);
        Assert.True(scores[1] > scores[0] && scores[0] > scores[2]);
    }

    [Fact]
    public void Combine_NumbersOnAScale_TakesTheirMean()
    {
        var scores = new float[1];

        WindowedScores.Combine([3f, -1f], WindowAggregate.NoisyOr, ProblemType.Regression, scores);

        Assert.Equal(1f, scores[0]);
    }
}
