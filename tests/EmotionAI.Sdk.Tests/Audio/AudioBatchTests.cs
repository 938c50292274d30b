using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio;

/// <summary>Batches of clips: what they give, and what goes wrong in them, is as by single calls.</summary>
public sealed class AudioBatchTests
{
    private const float Tolerance = 1e-5f;

    private static readonly string Model = Goldens.Path("golden", "audio", "models", "hf-wav2vec2-micro");
    private static readonly ClassificationOptions NoGate = new() { SpeechGate = false };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void ClassifyBatch_ClipsOfManyLengths_EqualSingleCallsInTheirOrder(int threads)
    {
        using var classifier = AudioEmotionClassifier.Load(Model, new AudioEmotionOptions { Threads = threads });
        AudioClip[] clips = [.. Enumerable.Range(0, 40).Select(i => Noise(400 + (1_000 * (i * 7 % 11)), i))];

        var found = classifier.ClassifyBatch(clips, NoGate);

        Assert.Equal(clips.Length, found.Count);
        for (var i = 0; i < clips.Length; i++)
        {
            Assert.All(classifier.Classify(clips[i], NoGate).Logits.Zip(found[i].Logits), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Fact]
    public void ClassifyBatch_MoreClipsThanAreHeldAtOnce_AreAllAnswered()
    {
        using var classifier = AudioEmotionClassifier.Load(Model);
        AudioClip[] clips = [.. Enumerable.Range(0, 600).Select(i => Noise(400 + (i % 3), i % 5))];

        var found = classifier.ClassifyBatch(clips, NoGate);

        Assert.All(Enumerable.Range(15, 585), i => Assert.Equal(found[i % 15].Logits[0], found[i].Logits[0], Tolerance));
        Assert.Empty(classifier.ClassifyBatch([]));
    }

    [Fact]
    public void ClassifyBatch_ClipWithAFault_IsToldAsAlone()
    {
        using var classifier = AudioEmotionClassifier.Load(Model);
        var silent = new AudioClip(Array.Empty<float>(), 16_000);
        var alone = Assert.Throws<EmotionAIException>(() => classifier.Classify(silent));

        var found = Assert.Throws<EmotionAIException>(() => classifier.ClassifyBatch([Noise(4_000, 1), silent, Noise(4_000, 2)]));

        Assert.Equal((alone.Code, alone.Message), (found.Code, found.Message));
        Assert.Equal("inputs", Assert.Throws<ArgumentNullException>(() => classifier.ClassifyBatch([Noise(4_000, 1), null!])).ParamName);
    }

    [Fact]
    public void ClassifyBatch_Disposed_Throws()
    {
        var classifier = AudioEmotionClassifier.Load(Model, new AudioEmotionOptions { Threads = 2 });
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyBatch([Noise(4_000, 1), Noise(4_000, 2)]));
    }

    [Fact]
    public void ClassifyBatch_Cancelled_IsCancelled()
    {
        using var classifier = AudioEmotionClassifier.Load(Model);

        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyBatch([Noise(4_000, 1), Noise(4_000, 2)], cancellationToken: new CancellationToken(canceled: true)));
    }

    private static AudioClip Noise(int count, int seed)
    {
        var random = new Random(seed);
        return new AudioClip((float[])[.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 0.4) - 0.2))], 16_000);
    }
}
