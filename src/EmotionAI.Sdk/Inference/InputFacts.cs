namespace EmotionAI.Inference;

/// <summary>Holds what a prediction says of its input.</summary>
internal readonly record struct InputFacts
{
    /// <summary>Gets whether the end of the input was not seen.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets whether the input itself ends early.</summary>
    public bool IsIncomplete { get; init; }

    public bool IsMock { get; init; }

    /// <summary>Gets what the sound is like; null for texts.</summary>
    public AudioQuality? AudioQuality { get; init; }

    /// <summary>Gets whether a sound without speech gets no label.</summary>
    public bool IsGated { get; init; }

    /// <summary>Gets what the text is like; null for clips.</summary>
    public TextQuality? TextQuality { get; init; }

    /// <summary>Gets the windows that were put together; null where the input was read at once.</summary>
    public IReadOnlyList<EmotionWindow>? Windows { get; init; }
}
