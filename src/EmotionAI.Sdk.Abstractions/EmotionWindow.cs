namespace EmotionAI;

/// <summary>Holds what a model found in one window of an input that is longer than it reads.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EmotionWindow
{
    /// <summary>Gets where the window begins in the text, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Gets where the window ends in the text, in UTF-16 units.</summary>
    public required int End { get; init; }

    /// <summary>Gets the score of every label, in model order.</summary>
    public required IReadOnlyList<EmotionScore> Scores { get; init => field = Frozen.Copy(value); }
}
