using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Segments.Parity;

/// <summary>Compares every window of a long recording with SpeechBrain's answer for it alone.</summary>
public sealed class SegmentParityTests
{
    private const string Folder = "golden/audio/segments";
    private const string Model = "golden/audio/models/bundle-audio";

    [SharedTheory(Folder)]
    [InlineData("window_3.0_hop_1.5", LastWindow.Partial, "last_partial")]
    [InlineData("window_3.0_hop_1.5", LastWindow.Shifted, "last_shifted")]
    [InlineData("window_5.0_hop_5.0", LastWindow.Partial, "last_partial")]
    [InlineData("window_5.0_hop_5.0", LastWindow.Shifted, "last_shifted")]
    public async Task ClassifySegments_RawWindowsOfTheGolden_EqualSpeechBrains(string name, LastWindow last, string lastName)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Goldens.Path(Folder, "expected.json"))).RootElement;
        var set = expected.GetProperty("sets").GetProperty(name);
        var (window, hop) = (set.GetProperty("window_s").GetDouble(), set.GetProperty("hop_s").GetDouble());
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path(Model));
        var clip = AudioDecoder.Decode(Goldens.Path(Folder, "long.flac"));

        var found = await classifier.ClassifySegmentsAsync(clip, new SegmentOptions { Window = TimeSpan.FromSeconds(window), Hop = TimeSpan.FromSeconds(hop), LastWindow = last, Raw = true }).ToListAsync();

        JsonElement[] windows = [.. set.GetProperty("windows").EnumerateArray(), set.GetProperty(lastName)];
        Assert.Equal(windows.Length, found.Count);
        foreach (var (golden, segment) in windows.Zip(found))
        {
            AssertEqual(golden, segment, expected);
        }
    }

    private static void AssertEqual(JsonElement golden, EmotionSegment segment, JsonElement expected)
    {
        Assert.Equal(golden.GetProperty("start_s").GetDouble(), segment.Start.TotalSeconds);
        Assert.Equal(golden.GetProperty("end_s").GetDouble(), segment.End.TotalSeconds);
        Assert.Equal(golden.GetProperty("top").GetString(), segment.Prediction.Top.Label);
        AssertNear(golden.GetProperty("logits"), segment.Prediction.Logits, expected.GetProperty("tolerance_abs_logit").GetDouble());
        AssertNear(golden.GetProperty("probabilities"), [.. segment.Prediction.Scores.Select(score => score.Score)], expected.GetProperty("tolerance_abs_probability").GetDouble());
    }

    private static void AssertNear(JsonElement golden, IReadOnlyList<float> found, double tolerance)
    {
        Assert.Equal(golden.GetArrayLength(), found.Count);
        Assert.All(golden.EnumerateArray().Zip(found), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, tolerance));
    }
}
