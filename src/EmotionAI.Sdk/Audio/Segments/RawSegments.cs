using System.Diagnostics.CodeAnalysis;

namespace EmotionAI.Audio.Segments;

/// <summary>Gives every window as it is.</summary>
/// <param name="plan">The windows.</param>
/// <param name="channel">The channel; null for all.</param>
internal sealed class RawSegments(SegmentPlan plan, int? channel) : ISegmentSource
{
    private readonly Queue<EmotionSegment> _segments = [];

    public void Add(ReadOnlySpan<ReadOnlyMemory<float>> step)
    {
    }

    public void Add(in SoundWindow window, EmotionPrediction prediction) => _segments.Enqueue(new EmotionSegment
    {
        Start = plan.TimeOf(window.Start),
        End = plan.TimeOf(window.End),
        Prediction = prediction,
        Channel = channel,
    });

    public void Finish(bool isIncomplete)
    {
    }

    public bool TryTake([NotNullWhen(true)] out EmotionSegment? segment) => _segments.TryDequeue(out segment);
}
