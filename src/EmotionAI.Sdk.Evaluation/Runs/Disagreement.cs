namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a sample on which two models answer differently.</summary>
/// <param name="Input">The text, or the path of the audio file.</param>
/// <param name="Truth">The true labels.</param>
/// <param name="First">The labels of the first model.</param>
/// <param name="Second">The labels of the second model.</param>
public sealed record Disagreement(string Input, IReadOnlyList<string> Truth, IReadOnlyList<string> First, IReadOnlyList<string> Second)
{
    /// <summary>Gets the true labels.</summary>
    public IReadOnlyList<string> Truth { get; init => field = Frozen.Copy(value); } = Frozen.Copy(Truth);

    /// <summary>Gets the labels of the first model.</summary>
    public IReadOnlyList<string> First { get; init => field = Frozen.Copy(value); } = Frozen.Copy(First);

    /// <summary>Gets the labels of the second model.</summary>
    public IReadOnlyList<string> Second { get; init => field = Frozen.Copy(value); } = Frozen.Copy(Second);

    /// <summary>Gets whether the first model is right and the second is not.</summary>
    public bool OnlyFirstIsRight => Truth.SequenceEqual(First);

    /// <summary>Gets whether the second model is right and the first is not.</summary>
    public bool OnlySecondIsRight => Truth.SequenceEqual(Second);
}
