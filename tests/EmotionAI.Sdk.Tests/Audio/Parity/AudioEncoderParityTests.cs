using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Tests.Audio.Parity;

/// <summary>The vector of an encoder is what the model's own last layer reads: that layer, computed in plain loops, gives the scores of the classifier.</summary>
public sealed class AudioEncoderParityTests
{
    private const float Tolerance = 1e-5f;
    private const float SpeechBrainScale = 30;

    [Fact]
    public void Encode_TrainedOnnxModel_GivesTheScoresOfTheClassifier()
    {
        var directory = Goldens.Path("models", "audio", "checkpoint");
        var (weights, bias) = HeadArithmetic.ReadOnnx(Path.Combine(directory, "model.onnx"), "logits");

        AssertScores(directory, 4_096, vector => HeadArithmetic.Logits(weights, bias, vector));
    }

    [Theory]
    [InlineData("golden/audio/models/sb-ecapa-published", "classifier.ckpt", 24)]
    [InlineData("golden/audio/models/sb-ecapa-micro", "classifier.ckpt", 8)]
    [InlineData("golden/audio/models/bundle-audio", "model/classifier.ckpt", 24)]
    [SharedData("models/audio-speechbrain", "models/audio-speechbrain/checkpoint", "classifier.ckpt", 96)]
    public void Encode_SpeechBrainModel_GivesTheScoresOfTheClassifier(string model, string classifier, int dimensions)
    {
        var directory = Goldens.Path(model);

        AssertScores(directory, dimensions, vector => HeadArithmetic.Cosines(Path.Combine(directory, classifier), vector, SpeechBrainScale));
    }

    [Fact]
    public void ExportWithHead_OwnHeadOfTheTrainedModel_ChangesNoOtherByte()
    {
        const int lengths = 64;
        var path = Path.Combine(Goldens.Path("models", "audio", "checkpoint"), "model.onnx");
        var (weights, bias) = HeadArithmetic.ReadOnnx(path, "logits");
        using var encoder = AudioEncoder.Load(Path.GetDirectoryName(path)!);
        using var folder = new TemporaryFolder();

        var written = folder.Write("model.onnx", encoder.ExportWithHead(EmotionLabels.Ravdess, weights, bias)["model.onnx"]);

        var (before, after) = (File.ReadAllBytes(path), File.ReadAllBytes(written));
        var (old, changed) = (OnnxHead.Find(path, "logits", EmotionLimits.Default).Weight, OnnxHead.Find(written, "logits", EmotionLimits.Default).Weight);
        Assert.Equal((OnnxElementType.Float16, OnnxElementType.Float), (old.Type, changed.Type));
        Assert.True(before.AsSpan(lengths..(old.Place.Start.Value - lengths)).SequenceEqual(after.AsSpan(lengths..(changed.Place.Start.Value - lengths))), "what stands before the weight");
        Assert.True(before.AsSpan(old.Place.End.Value..).SequenceEqual(after.AsSpan(changed.Place.End.Value..)), "what stands behind the weight");
        var (writtenWeights, writtenBias) = HeadArithmetic.ReadOnnx(written, "logits");
        Assert.Equal(weights, writtenWeights);
        Assert.Equal(bias, writtenBias);
    }

    private static void AssertScores(string directory, int dimensions, Func<ReadOnlySpan<float>, float[]> logits)
    {
        using var bundle = ModelBundle.Load(directory);
        using var classifier = AudioEmotionClassifier.Load(bundle);
        using var encoder = AudioEncoder.Load(bundle);
        Assert.Equal((dimensions, classifier.Metadata.ModelId, classifier.Metadata.SampleRate, classifier.Metadata.MaxDuration), (encoder.Dimensions, encoder.ModelId, encoder.SampleRate, encoder.MaxDuration));
        foreach (var (clip, place) in Clips(encoder))
        {
            var embedding = encoder.Encode(clip);

            var expected = classifier.Classify(clip, new ClassificationOptions { SpeechGate = false });
            var found = HeadArithmetic.Softmax(logits(embedding.Vector.Span));
            Assert.Equal((expected.IsTruncated, expected.Quality), (embedding.IsTruncated, embedding.Quality));
            for (var i = 0; i < found.Length; i++)
            {
                var score = expected.Scores[i].Score;
                Assert.True(Math.Abs(score - found[i]) <= Tolerance, $"{directory}, {place}: score {i} is {found[i]:R} by the vector, {score:R} by the classifier.");
            }
        }
    }

    /// <summary>Gives real clips of one length and another, at another rate, in stereo, and one that is longer than a window.</summary>
    private static IEnumerable<(AudioClip Clip, string Place)> Clips(AudioEncoder encoder)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Goldens.Root, "data", "audio", "emodb"), "*.flac").Order(StringComparer.Ordinal).Take(3))
        {
            yield return (encoder.Decode(path), path);
        }

        var random = new Random(1);
        yield return (new AudioClip(Enumerable.Range(0, 24_001).Select(_ => random.NextSingle() - 0.5f).ToArray(), 8_000), "8 kHz");
        yield return (new AudioClip(Enumerable.Range(0, 96_000).Select(_ => random.NextSingle() - 0.5f).ToArray(), 48_000, 2), "48 kHz, stereo");
        yield return (new AudioClip(Enumerable.Range(0, 112_000).Select(i => MathF.Sin(0.05f * i) * 0.3f).ToArray(), 16_000), "7 s");
    }
}
