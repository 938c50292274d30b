using EmotionAI.Audio;

namespace EmotionAI.Cli.Output;

/// <summary>Holds the segments of a recording.</summary>
/// <param name="Segments">The segments.</param>
/// <param name="Voices">What the voice is like in each; empty where that was not asked.</param>
/// <param name="Source">The recording; null where it has no name.</param>
internal sealed record TimelineContent(IReadOnlyList<EmotionSegment> Segments, IReadOnlyList<VoiceDescriptors> Voices, string? Source)
{
    /// <summary>Gets what gives the descriptors of a segment by name; null where that was not asked.</summary>
    public Func<EmotionSegment, IEnumerable<KeyValuePair<string, double?>>>? VoiceOf
    {
        get
        {
            if (Voices.Count == 0)
            {
                return null;
            }

            var voices = Segments.Zip(Voices).ToDictionary(pair => pair.First, pair => pair.Second);
            return segment => voices[segment].Values;
        }
    }
}
