namespace EmotionAI;

/// <summary>Holds what a classifier found in one text or one clip.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EmotionPrediction
{
    /// <summary>Gets the labels that the decision rule accepted, best first; may be empty in a multi-label model, and is where nobody speaks (<see cref="NoSpeech"/>) unless the speech gate is off.</summary>
    public required IReadOnlyList<EmotionScore> Labels { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the score of every label, in model order.</summary>
    public required IReadOnlyList<EmotionScore> Scores { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the output of the model before the activation, in model order; empty for mocks.</summary>
    public IReadOnlyList<float> Logits { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the best score, whatever the thresholds say; of equal scores the first in model order.</summary>
    public required EmotionScore Top { get; init; }

    /// <summary>Gets the name of the model that answered.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets whether the answer comes from a mock and means nothing.</summary>
    public bool IsMock { get; init; }

    /// <summary>Gets whether the input was longer than the model reads, so that its end was not seen.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets whether the recording itself ends early, so that its end is missing (<see cref="AudioClip.IsIncomplete"/>); false for texts.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Gets what the sound is like that the model heard; null for texts and mocks.</summary>
    public AudioQuality? Quality { get; init; }

    /// <summary>Gets why nobody speaks in the clip, whether or not the speech gate is on; null where somebody does, and for texts and mocks.</summary>
    public NoSpeechReason? NoSpeech => Quality?.NoSpeech;
}
