namespace EmotionAI.Audio;

/// <summary>Says what becomes of the end of a recording, where it is shorter than a window.</summary>
public enum LastWindow
{
    /// <summary>The last window ends with the recording and is as long as the others: it overlaps the one before by more. The model reads no window shorter than the rest, unless the whole recording is.</summary>
    Shifted,

    /// <summary>The last window begins where the next one would, and ends with the recording: it is shorter than the others, and never padded.</summary>
    Partial,
}
