using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Parity;

/// <summary>Compares answers for every frame with SpeechBrain's emotion diarization.</summary>
public sealed class FrameEmotionClassifierParityTests
{
    private const string Folder = "golden/audio/models/sb-diarization-wavlm";
    private const double Rounding = 1e-3;

    [SharedFact(Folder)]
    public void Score_Golden_EqualsSpeechBrainFrameByFrame()
    {
        var expected = Expected();
        using var classifier = FrameEmotionClassifier.Load(Goldens.Path(Folder));
        var tolerance = expected.GetProperty("tolerance_abs_logit").GetDouble();
        var frames = expected.GetProperty("frames");
        for (var i = 0; i < frames.GetArrayLength(); i++)
        {
            var scores = Npy.ReadFloats(Goldens.Path(Folder, frames[i].GetProperty("log_probabilities").GetString()!));

            var found = classifier.Score(Clip(expected, i));

            Assert.Equal(frames[i].GetProperty("frames").GetInt32() * 4, found.Length);
            Assert.All(scores.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [SharedFact(Folder)]
    public void Segments_Golden_EqualSpeechBrains()
    {
        var expected = Expected();
        using var classifier = FrameEmotionClassifier.Load(Goldens.Path(Folder));
        for (var i = 0; i < expected.GetProperty("segments").GetArrayLength(); i++)
        {
            var segments = expected.GetProperty("segments")[i];

            var found = classifier.Classify(Clip(expected, i));

            Assert.Equal(segments.GetArrayLength(), found.Count);
            foreach (var (segment, own) in segments.EnumerateArray().Zip(found))
            {
                Assert.Equal(segment.GetProperty("emotion").GetString(), own.Prediction.Top.Label);
                Assert.Equal(segment.GetProperty("start").GetDouble(), own.Start.TotalSeconds, Rounding);
                Assert.Equal(segment.GetProperty("end").GetDouble(), own.End.TotalSeconds, Rounding);
            }
        }
    }

    [SharedFact(Folder)]
    public void Classify_Golden_GivesTheMeanOfTheFrames()
    {
        var expected = Expected();
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path(Folder));
        var scores = Npy.ReadFloats(Goldens.Path(Folder, "frames0.npy"));
        var means = Enumerable.Range(0, 4).Select(label => scores.Where((_, i) => i % 4 == label).Average(score => Math.Exp(score)));

        var found = classifier.Classify(Clip(expected, 0), new ClassificationOptions { SpeechGate = false });

        Assert.All(means.Zip(found.Scores), pair => Assert.Equal(pair.First, pair.Second.Score, 1e-4));
    }

    [SharedFact(Folder)]
    public void Classify_Golden_ScoresOfASegmentAreTheMeanOfItsFrames()
    {
        var expected = Expected();
        using var classifier = FrameEmotionClassifier.Load(Goldens.Path(Folder));
        var scores = Npy.ReadFloats(Goldens.Path(Folder, "frames0.npy"));

        var found = classifier.Classify(Clip(expected, 0));

        var best = Enumerable.Range(0, scores.Length / 4).Select(frame => Enumerable.Range(0, 4).MaxBy(label => scores[(frame * 4) + label])).ToArray();
        var length = best.TakeWhile(label => label == best[0]).Count();
        Assert.All(found[0].Prediction.Scores.Select((score, label) => (score.Score, Enumerable.Range(0, length).Average(frame => Math.Exp(scores[(frame * 4) + label])))), pair => Assert.Equal(pair.Item2, pair.Score, 1e-4));
        Assert.All(found, segment => Assert.Equal(1, segment.Prediction.Scores.Sum(score => (double)score.Score), 1e-4));
    }

    [Fact]
    public void Load_ModelOfOneAnswerAClip_SaysWhichClassReadsIt()
    {
        var fault = Assert.Throws<EmotionAIException>(() => FrameEmotionClassifier.Load(Goldens.Path("golden", "audio", "models", "sb-ecapa-published")));

        Assert.Contains("gives one answer a clip: AudioEmotionClassifier reads it", fault.Message, StringComparison.Ordinal);
    }

    [SharedFact(Folder)]
    public void ClassifyBatch_Golden_EqualsSingleCalls()
    {
        var expected = Expected();
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path(Folder));
        AudioClip[] clips = [.. Enumerable.Range(0, expected.GetProperty("inputs").GetArrayLength()).Select(i => Clip(expected, i))];

        var together = classifier.ClassifyBatch([.. clips.Reverse(), .. clips]);

        Assert.All(clips.Reverse().Concat(clips).Zip(together), pair => Assert.All(classifier.Classify(pair.First).Logits.Zip(pair.Second.Logits), logits => Assert.Equal(logits.First, logits.Second, 1e-5)));
    }

    [Theory]
    [InlineData(1, 1, 7, 7)]
    [InlineData(3, 3, 7, 3)]
    [InlineData(3, 2, 7, 3)]
    [InlineData(2, 5, 7, 2)]
    [InlineData(2, 6, 6, 1)]
    [InlineData(9, 1, 7, 1)]
    public void CountOf_Frames_IsThatOfTorchWithCeilMode(int length, int stride, int frames, int count) =>
        Assert.Equal(count, new EmotionAI.Models.SpeechBrain.FrameWindow(length, stride).CountOf(frames));

    private static JsonElement Expected() => JsonDocument.Parse(File.ReadAllText(Goldens.Path(Folder, "expected.json"))).RootElement;

    private static AudioClip Clip(JsonElement expected, int index) => AudioDecoder.Decode(Goldens.Path("data", "audio", expected.GetProperty("inputs")[index].GetString()!));
}
