namespace EmotionAI.Audio;

/// <summary>Says why descriptors are missing.</summary>
public enum VoiceDescriptorGap
{
    /// <summary>There are less than 25 ms: only the level is known, if any. Below 40 ms there is no pitch.</summary>
    TooShort,

    /// <summary>The sound is silence or a constant: nothing is known.</summary>
    Silent,

    /// <summary>No frame has a pitch, as in whispers and noise: pitch, jitter, shimmer and harmonics-to-noise are not known.</summary>
    Unvoiced,
}
