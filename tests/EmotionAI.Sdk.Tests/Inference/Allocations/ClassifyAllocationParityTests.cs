using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Tests.Inference.Allocations;

/// <summary>A call allocates the prediction it returns and nothing else: the same for a word and a page, a tenth of a second and five.</summary>
public sealed class ClassifyAllocationParityTests
{
    /// <summary>The prediction itself with the quality of its sound, the headers of its three arrays and the labels it accepted.</summary>
    private const int BytesOfPrediction = 420;

    /// <summary>The quality of the sound and the header of the vector.</summary>
    private const int BytesOfQuality = 160;

    /// <summary>One score (16 bytes with its label) and one logit.</summary>
    private const int BytesOfLabel = 20;

    [Fact]
    public void Classify_TextInSteadyState_AllocatesThePredictionOnly()
    {
        using var classifier = TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"));
        var page = string.Concat(Enumerable.Repeat("I can't believe we won 😀! ", 100));

        AssertSmall(classifier, "ok", page);
    }

    [Theory]
    [InlineData("models/audio/checkpoint")]
    [InlineData("golden/audio/models/sb-ecapa-published")]
    public void Classify_SpeechInSteadyState_AllocatesThePredictionOnly(string model)
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path(model));

        AssertSmall(classifier, Noise(1_600, 16_000, 1), Noise(480_000, 48_000, 2));
    }

    [Theory]
    [InlineData("models/audio/checkpoint")]
    [InlineData("golden/audio/models/sb-ecapa-published")]
    public void Encode_SpeechInSteadyState_AllocatesTheEmbeddingOnly(string model)
    {
        using var encoder = AudioEncoder.Load(Goldens.Path(model));
        var allowed = BytesOfQuality + (sizeof(float) * encoder.Dimensions);

        foreach (var clip in (AudioClip[])[Noise(1_600, 16_000, 1), Noise(480_000, 48_000, 2)])
        {
            Assert.InRange(Allocated.Least(() => Keep(encoder.Encode(clip).Vector)), sizeof(float) * encoder.Dimensions, allowed);
        }

        static void Keep(ReadOnlyMemory<float> vector) => Assert.False(vector.IsEmpty);
    }

    private static void AssertSmall<T>(IEmotionClassifier<T> classifier, T little, T large)
    {
        var allowed = BytesOfPrediction + (BytesOfLabel * classifier.Metadata.Labels.Count);
        Assert.InRange(Measure(classifier, little), 1, allowed);
        Assert.InRange(Measure(classifier, large), 1, allowed);
    }

    private static long Measure<T>(IEmotionClassifier<T> classifier, T input) => Allocated.Least(() => GC.KeepAlive(classifier.Classify(input)));

    private static AudioClip Noise(int samples, int sampleRate, int channels)
    {
        var random = new Random(1);
        return new AudioClip(Enumerable.Range(0, samples).Select(_ => (random.NextSingle() - 0.5f) / 4).ToArray(), sampleRate, channels);
    }
}
