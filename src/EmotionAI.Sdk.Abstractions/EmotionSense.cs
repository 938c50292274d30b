namespace EmotionAI;

/// <summary>Holds what one sense, text or speech, has to do with an answer that was put together from several.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EmotionSense
{
    /// <summary>Gets the name of the sense: <c>text</c> or <c>speech</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the share of the answer that comes from this sense, 0 to 1; those of all senses add up to 1, or all are 0 where none counts.</summary>
    public required double Weight { get; init; }

    /// <summary>Gets why the sense does not count; null where it does.</summary>
    public SilentSenseReason? Silent { get; init; }

    /// <summary>Gets the answer of the sense by itself, in the labels of its model; null where it was given no input.</summary>
    public EmotionPrediction? Prediction { get; init; }
}
