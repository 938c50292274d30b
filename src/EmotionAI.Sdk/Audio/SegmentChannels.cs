namespace EmotionAI.Audio;

/// <summary>Says what the channels of a recording are.</summary>
public enum SegmentChannels
{
    /// <summary>One scene: the channels are averaged, as everywhere else.</summary>
    Mix,

    /// <summary>A speaker each, as in recorded calls: every channel is a timeline of its own, and <see cref="EmotionSegment.Channel"/> tells which.</summary>
    Split,
}
