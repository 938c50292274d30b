namespace EmotionAI;

/// <summary>Holds what a classifier found in a stretch of a recording.</summary>
/// <remarks>Immutable and safe for concurrent use. Times are those of the recording, from its first sample.</remarks>
public sealed class EmotionSegment
{
    /// <summary>Gets where the segment begins.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets where the segment ends; later than <see cref="Start"/>.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Gets the answer for this stretch; without labels where nobody speaks, and <see cref="EmotionPrediction.NoSpeech"/> says so.</summary>
    public required EmotionPrediction Prediction { get; init; }

    /// <summary>Gets the channel that was heard, from 0; null where all were heard together.</summary>
    public int? Channel { get; init; }

    /// <summary>Gets how long the segment is.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>Writes the times in seconds and the labels, for people: <c>1.5–4.5 s: angry 0.93</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Invariant($"{Start.TotalSeconds:0.##}–{End.TotalSeconds:0.##} s{(Channel is { } channel ? Invariant($", channel {channel}") : "")}: {Prediction}");
}
