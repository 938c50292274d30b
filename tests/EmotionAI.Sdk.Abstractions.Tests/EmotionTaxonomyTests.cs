namespace EmotionAI.Tests;

public sealed class EmotionTaxonomyTests
{
    /// <summary>The groups of <c>ekman_mapping.json</c>, each with the number of its labels.</summary>
    [Theory]
    [InlineData("anger", 3)]
    [InlineData("disgust", 1)]
    [InlineData("fear", 2)]
    [InlineData("joy", 12)]
    [InlineData("sadness", 5)]
    [InlineData("surprise", 4)]
    [InlineData("neutral", 1)]
    public void Map_EveryLabelOfGoEmotions_HasOneGroupOfEkman(string group, int count) =>
        Assert.Equal(count, EmotionLabels.GoEmotions.Count(label => EmotionTaxonomy.Ekman.Map(label) == group));

    [Theory]
    [InlineData("positive", 12)]
    [InlineData("negative", 11)]
    [InlineData("ambiguous", 4)]
    [InlineData("neutral", 1)]
    public void Map_EveryLabelOfGoEmotions_HasOneSentiment(string group, int count) =>
        Assert.Equal(count, EmotionLabels.GoEmotions.Count(label => EmotionTaxonomy.Sentiment.Map(label) == group));

    [Fact]
    public void Map_LabelsOfRavdess_GoToEkmanAndBack()
    {
        Assert.Equal(["neutral", "neutral", "joy", "sadness", "anger", "fear", "disgust", "surprise"], EmotionLabels.Ravdess.Select(EmotionTaxonomy.Ekman.Map));
        Assert.Equal(EmotionLabels.Ravdess, EmotionLabels.Ravdess.Select(EmotionTaxonomy.Ravdess.Map));
        Assert.Equal(["angry", "disgust", "fearful", "happy", "sad", "surprised", "neutral"], EmotionTaxonomy.Ekman.Labels.Select(EmotionTaxonomy.Ravdess.Map));
        Assert.All(EmotionLabels.GoEmotions, label => Assert.Equal(EmotionTaxonomy.Ravdess.Map(EmotionTaxonomy.Ekman.Map(label)!), EmotionTaxonomy.Ravdess.Map(label)));
    }

    [Theory]
    [InlineData("ang", "anger", "negative", "angry")]
    [InlineData("hap", "joy", "positive", "happy")]
    [InlineData("exc", "joy", "positive", "happy")]
    [InlineData("Happiness", "joy", "positive", "happy")]
    [InlineData("sad", "sadness", "negative", "sad")]
    [InlineData("neu", "neutral", "neutral", "neutral")]
    [InlineData("sur", "surprise", "ambiguous", "surprised")]
    [InlineData("calm", "neutral", "neutral", "calm")]
    [InlineData("fru", null, null, null)]
    [InlineData("boredom", null, null, null)]
    public void Map_NamesOfSpeechCorpora_AreKnown(string label, string? ekman, string? sentiment, string? ravdess) =>
        Assert.Equal((ekman, sentiment, ravdess), (EmotionTaxonomy.Ekman.Map(label), EmotionTaxonomy.Sentiment.Map(label), EmotionTaxonomy.Ravdess.Map(label)));

    [Fact]
    public void Map_UnknownLabel_NamesThoseThatAreKnown()
    {
        var exception = Assert.Throws<EmotionAIException>(() => EmotionTaxonomy.Sentiment.Map("hunger"));

        Assert.Equal(EmotionErrorCodes.InputInvalid, exception.Code);
        Assert.Contains("'sentiment' does not know the label 'hunger'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("admiration", exception.Message, StringComparison.Ordinal);
        Assert.False(EmotionTaxonomy.Synonyms.TryMap("gratitude", out _));
    }

    [Fact]
    public void Constructor_MapThatContradictsItself_IsRefused()
    {
        EmotionLabels labels = new(["good", "bad"]);

        Assert.Throws<ArgumentException>(() => new EmotionTaxonomy("mine", labels, new Dictionary<string, string?> { ["joy"] = "goood" }));
        Assert.Throws<ArgumentException>(() => new EmotionTaxonomy("mine", labels, new Dictionary<string, string?> { ["joy"] = "good", ["Joy"] = "bad" }));
        Assert.Equal("bad", new EmotionTaxonomy("mine", labels, new Dictionary<string, string?> { ["joy"] = "good" }).Map("BAD"));
    }

    [Fact]
    public void Merge_SingleLabel_AddsProbabilitiesAndTakesTheBestGroup()
    {
        var model = Model(ProblemType.SingleLabel, ["neutral", "calm", "happy", "boredom"]);

        var merged = EmotionTaxonomy.Ekman.Merge(Answer([0.2f, 0.3f, 0.4f, 0.1f], ["happy"], model), model);

        Assert.Equal(["joy", "neutral"], merged.Scores.Select(score => score.Label));
        Assert.Equal(0.4f, merged["joy"]);
        Assert.Equal(0.5f, merged["neutral"], 1e-7);
        Assert.Equal(("neutral", "neutral"), (merged.Top.Label, Assert.Single(merged.Labels).Label));
        Assert.Equal(["joy", "neutral"], EmotionTaxonomy.Ekman.Merge(model).Labels);
    }

    [Fact]
    public void Merge_MultiLabel_TakesTheBestScoreAndWhatOneMemberReached()
    {
        var model = Model(ProblemType.MultiLabel, ["love", "joy", "anger", "surprise"], 0.2, 0.6, 0.5, 0.9);

        var merged = EmotionTaxonomy.Ekman.Merge(Answer([0.3f, 0.55f, 0.1f, 0.8f], ["love"], model), model);

        Assert.Equal(["anger", "joy", "surprise"], merged.Scores.Select(score => score.Label));
        Assert.Equal((0.1f, 0.55f, 0.8f), (merged["anger"], merged["joy"], merged["surprise"]));
        Assert.Equal([new EmotionScore("joy", 0.55f)], merged.Labels);
        Assert.Equal("surprise", merged.Top.Label);
        Assert.Empty(EmotionTaxonomy.Ekman.Merge(model).Thresholds);
        Assert.Equal([0.5, 0.4, 0.9], EmotionTaxonomy.Ekman.Merge(Model(ProblemType.MultiLabel, ["love", "joy", "anger", "surprise"], 0.4, 0.4, 0.5, 0.9)).Thresholds);
    }

    [Fact]
    public void Merge_ClipWithoutSpeech_KeepsNoLabel()
    {
        var model = Model(ProblemType.SingleLabel, ["neutral", "happy"]);
        var silent = new EmotionPrediction { Labels = [], Scores = [new("neutral", 0.9f), new("happy", 0.1f)], Top = new("neutral", 0.9f), ModelId = "m", Quality = Silence };

        Assert.Empty(EmotionTaxonomy.Ekman.Merge(silent, model).Labels);
        Assert.Equal(0.9f, EmotionTaxonomy.Ekman.Merge(silent, model)["neutral"]);
    }

    [Fact]
    public void Merge_WhatCannotBeMerged_SaysWhy()
    {
        var quantities = Model(ProblemType.Regression, ["arousal"]);
        var bored = Model(ProblemType.SingleLabel, ["boredom", "bored"]);
        var model = Model(ProblemType.SingleLabel, ["neutral", "happy"]);

        Assert.Contains("gives quantities", Assert.Throws<EmotionAIException>(() => EmotionTaxonomy.Ekman.Merge(quantities)).Message, StringComparison.Ordinal);
        Assert.Contains("leaves out every label", Assert.Throws<EmotionAIException>(() => EmotionTaxonomy.Ekman.Merge(bored)).Message, StringComparison.Ordinal);
        Assert.Throws<EmotionAIException>(() => EmotionTaxonomy.Synonyms.Merge(Model(ProblemType.MultiLabel, ["gratitude"])));
        Assert.Throws<ArgumentException>(() => EmotionTaxonomy.Ekman.Merge(Answer([0.5f, 0.5f], ["boredom"], bored), model));
    }

    [Fact]
    public void WithTaxonomy_MultiLabel_CutsAfterMerging()
    {
        var model = Model(ProblemType.MultiLabel, ["love", "joy", "anger"], 0.5, 0.5, 0.5);
        using var classifier = new FixedClassifier(model, [0.9f, 0.8f, 0.7f]).WithTaxonomy(EmotionTaxonomy.Ekman);

        var two = classifier.Classify("", new ClassificationOptions { TopK = 2 });
        var batch = classifier.ClassifyBatch(["", ""], new ClassificationOptions { Threshold = 0.75 });

        Assert.Equal(["joy", "anger"], two.Labels.Select(label => label.Label));
        Assert.All(batch, prediction => Assert.Equal(["joy"], prediction.Labels.Select(label => label.Label)));
        Assert.Same(EmotionTaxonomy.Ekman, classifier.GetService<EmotionTaxonomy>());
        Assert.NotNull(classifier.GetService<FixedClassifier>());
        Assert.Equal(["anger", "joy"], classifier.Metadata.Labels);
    }

    private static AudioQuality Silence => new() { Duration = TimeSpan.FromSeconds(1), Peak = 0, Rms = 0, ClippingShare = 0, Offset = 0, ActiveSpeech = TimeSpan.Zero, NoSpeech = NoSpeechReason.Silent };

    private static EmotionClassifierMetadata Model(ProblemType type, string[] labels, params double[] thresholds) => new() { ModelId = "m", Labels = new EmotionLabels(labels), ProblemType = type, Thresholds = thresholds };

    private static EmotionPrediction Answer(float[] scores, string[] accepted, EmotionClassifierMetadata model)
    {
        EmotionScore[] all = [.. scores.Select((score, i) => new EmotionScore(model.Labels[i], score))];
        return new EmotionPrediction { Labels = [.. all.Where(score => accepted.Contains(score.Label))], Scores = all, Top = all.MaxBy(score => score.Score), ModelId = model.ModelId };
    }

    /// <summary>Gives the same scores to every text, and the labels that the options or the model accept.</summary>
    private sealed class FixedClassifier(EmotionClassifierMetadata model, float[] scores) : IEmotionClassifier<string>
    {
        public EmotionClassifierMetadata Metadata => model;

        public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var accepted = model.Labels.Where((_, i) => scores[i] >= (options?.Threshold ?? model.Thresholds[i])).Take(options?.TopK ?? int.MaxValue);
            return Answer(scores, [.. accepted], model);
        }

        public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
            [.. inputs.Select(input => Classify(input, options, cancellationToken))];

        public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
            new(Classify(input, options, cancellationToken));

        public void Dispose()
        {
            // Holds nothing.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
