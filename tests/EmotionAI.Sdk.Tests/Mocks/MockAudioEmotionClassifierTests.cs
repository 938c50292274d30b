using EmotionAI.Mocks;

namespace EmotionAI.Tests.Mocks;

public sealed class MockAudioEmotionClassifierTests
{
    private const float Units = 1 << 24;
    private const float SumTolerance = 1e-6f;

    private static readonly AudioClip Silence = new(new float[100], 16_000);
    private static readonly AudioClip Ramp = new(Enumerable.Range(0, 100).Select(i => i / 128f).ToArray(), 8_000, 2);
    private static readonly AudioClip Broken = new(new[] { float.NaN, float.PositiveInfinity, -0f }, 44_100);

    /// <summary>Pins exact floats, made by an independent program: whoever changes them changes the snapshots in the tests of every user.</summary>
    [Fact]
    public void Classify_KnownClips_GivesPinnedScores()
    {
        using var classifier = new MockAudioEmotionClassifier();

        Assert.Equal(("calm", 11_869_774 / Units, 3_607 / Units), Summary(classifier.Classify(Silence)));
        Assert.Equal(("angry", 10_166_680 / Units, 550_367 / Units), Summary(classifier.Classify(Ramp)));
        Assert.Equal(("disgust", 9_976_773 / Units, 558_189 / Units), Summary(classifier.Classify(Broken)));
    }

    [Fact]
    public void Classify_ManyClips_SumsToOneAndLooksLikeAModel()
    {
        using var classifier = new MockAudioEmotionClassifier();

        var predictions = Enumerable.Range(0, 1_000).Select(i => classifier.Classify(new AudioClip(new float[] { i }, 16_000))).ToList();

        Assert.All(predictions, prediction => Assert.InRange(prediction.Scores.Sum(score => score.Score), 1 - SumTolerance, 1 + SumTolerance));
        Assert.All(predictions, prediction => Assert.All(prediction.Scores, score => Assert.InRange(score.Score, 0f, 1f)));
        Assert.All(predictions, prediction => Assert.Equal(prediction.Top, Assert.Single(prediction.Labels)));
        Assert.Equal(8, predictions.Select(prediction => prediction.Top.Label).Distinct().Count());
    }

    [Fact]
    public void Classify_OtherRateOrChannels_IsAnotherClip()
    {
        using var classifier = new MockAudioEmotionClassifier();
        var scores = classifier.Classify(Silence).Scores;

        Assert.NotEqual(scores, classifier.Classify(new AudioClip(Silence.Samples, 8_000)).Scores);
        Assert.NotEqual(scores, classifier.Classify(new AudioClip(Silence.Samples, 16_000, 2)).Scores);
    }

    [Fact]
    public void Classify_AnyClip_SaysThatItIsAMock()
    {
        using var classifier = new MockAudioEmotionClassifier();

        Assert.True(classifier.Classify(Silence).IsMock);
        Assert.Equal("mock-audio", classifier.Classify(Silence).ModelId);
        Assert.True(classifier.Metadata.IsMock);
        Assert.Equal(EmotionLabels.Ravdess, classifier.Metadata.Labels);
        Assert.Equal(ProblemType.SingleLabel, classifier.Metadata.ProblemType);
    }

    [Fact]
    public async Task ClassifyBatch_AndAsync_EqualClassify()
    {
        await using var classifier = new MockAudioEmotionClassifier();

        var batch = classifier.ClassifyBatch([Silence, Ramp]);

        Assert.Equal(classifier.Classify(Silence).Scores, batch[0].Scores);
        Assert.Equal(classifier.Classify(Ramp).Scores, batch[1].Scores);
        Assert.Equal(batch[1].Scores, (await classifier.ClassifyAsync(Ramp)).Scores);
    }

    [Fact]
    public void Classify_Options_ReplaceTheRule()
    {
        using var classifier = new MockAudioEmotionClassifier();

        Assert.Equal(3, classifier.Classify(Silence, new ClassificationOptions { TopK = 3 }).Labels.Count);
        Assert.Empty(classifier.Classify(Silence, new ClassificationOptions { Threshold = 1 }).Labels);
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Classify(Silence, new ClassificationOptions { TopK = 0 }));
    }

    [Theory]
    [InlineData("angry")]
    [InlineData("neutral")]
    public void Classify_AnswerGiven_Wins(string answer)
    {
        using var classifier = new MockAudioEmotionClassifier(answer: clip => clip == Ramp ? null : answer);
        using var plain = new MockAudioEmotionClassifier();

        Assert.Equal(answer, classifier.Classify(Silence).Top.Label);
        Assert.Equal(plain.Classify(Ramp).Scores, classifier.Classify(Ramp).Scores);
    }

    [Fact]
    public void Classify_OneLabel_IsCertain()
    {
        using var classifier = new MockAudioEmotionClassifier(new EmotionLabels(["calm"]));

        Assert.Equal(new EmotionScore("calm", 1), classifier.Classify(Silence).Top);
    }

    [Fact]
    public void Classify_NullEmptyOrTooLong_Throws()
    {
        using var classifier = new MockAudioEmotionClassifier(limits: new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(1) });

        Assert.Throws<ArgumentNullException>(() => classifier.Classify(null!));
        Assert.Throws<ArgumentNullException>(() => classifier.ClassifyBatch([Silence, null!]));
        Assert.Equal(EmotionErrorCodes.InputInvalid, Assert.Throws<EmotionAIException>(() => classifier.Classify(new AudioClip(default, 16_000))).Code);
        Assert.NotNull(classifier.Classify(new AudioClip(new float[16_000], 16_000)));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => classifier.Classify(new AudioClip(new float[16_001], 16_000))).Code);
    }

    [Fact]
    public async Task Classify_DisposedOrCancelled_Throws()
    {
        var classifier = new MockAudioEmotionClassifier();
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(Silence, cancellationToken: new CancellationToken(canceled: true)));

        await classifier.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(Silence));
        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyBatch([]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await classifier.ClassifyAsync(Silence));
    }

    private static (string Top, float Score, float First) Summary(EmotionPrediction prediction) => (prediction.Top.Label, prediction.Top.Score, prediction.Scores[0].Score);
}
