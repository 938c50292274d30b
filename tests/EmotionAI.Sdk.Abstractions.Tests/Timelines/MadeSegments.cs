namespace EmotionAI.Tests.Timelines;

/// <summary>Makes segments to be written.</summary>
internal static class MadeSegments
{
    private static readonly string[] Usual = ["angry", "calm"];

    public static EmotionSegment Spoken(double start, double end, string label = "angry", int? channel = null, IReadOnlyList<string>? labels = null, bool isMock = false)
    {
        EmotionScore[] scores = [.. (labels ?? Usual).Select((name, i) => new EmotionScore(name, name == label ? 0.75f : 0.25f / (i + 1)))];
        return Make(start, end, channel, scores, [scores.First(score => score.Label == label)], null, isMock);
    }

    public static EmotionSegment Silent(double start, double end, int? channel = null)
    {
        EmotionScore[] scores = [.. Usual.Select(name => new EmotionScore(name, 0.5f))];
        return Make(start, end, channel, scores, [], new AudioQuality { Duration = TimeSpan.FromSeconds(end - start), Peak = 0, Rms = 0, ClippingShare = 0, Offset = 0, ActiveSpeech = TimeSpan.Zero, NoSpeech = NoSpeechReason.Silent }, isMock: false);
    }

    public static EmotionSegment Measured(double start, double end, params (string Name, float Value)[] quantities)
    {
        EmotionScore[] scores = [.. quantities.Select(quantity => new EmotionScore(quantity.Name, quantity.Value))];
        return new EmotionSegment
        {
            Start = TimeSpan.FromSeconds(start),
            End = TimeSpan.FromSeconds(end),
            Prediction = new EmotionPrediction { Labels = scores, Scores = scores, Top = scores[0], ModelId = "made", Dimensions = quantities.ToDictionary(quantity => quantity.Name, quantity => quantity.Value) },
        };
    }

    private static EmotionSegment Make(double start, double end, int? channel, EmotionScore[] scores, EmotionScore[] labels, AudioQuality? quality, bool isMock) => new()
    {
        Start = TimeSpan.FromSeconds(start),
        End = TimeSpan.FromSeconds(end),
        Channel = channel,
        Prediction = new EmotionPrediction { Labels = labels, Scores = scores, Top = scores[0], ModelId = "made", Quality = quality, IsMock = isMock },
    };
}
