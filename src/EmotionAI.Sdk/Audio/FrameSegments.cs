using System.Numerics.Tensors;

namespace EmotionAI.Audio;

/// <summary>Puts frames together that have one best label.</summary>
/// <remarks>Follows <c>Speech_Emotion_Diarization</c> of SpeechBrain: where frames overlap, segments do.</remarks>
internal static class FrameSegments
{
    /// <param name="scores">The scores, <c>[frames, labels]</c>.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="stride">The time from one frame to the next.</param>
    /// <param name="length">The time that one frame stands for.</param>
    public static IReadOnlyList<FrameSegment> Merge(ReadOnlySpan<float> scores, int labels, TimeSpan stride, TimeSpan length)
    {
        var segments = new List<FrameSegment>();
        for (var frame = 0; frame < scores.Length / labels; frame++)
        {
            var label = TensorPrimitives.IndexOfMax(scores.Slice(frame * labels, labels));
            var next = new FrameSegment(frame * stride, (frame * stride) + length, label, 1);
            if (segments.Count > 0 && segments[^1].Label == label)
            {
                segments[^1] = segments[^1] with { End = next.End, Frames = segments[^1].Frames + 1 };
            }
            else
            {
                segments.Add(next);
            }
        }

        return segments;
    }
}
