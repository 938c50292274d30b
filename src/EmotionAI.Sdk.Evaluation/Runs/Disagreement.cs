namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a sample on which two models answer differently.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class Disagreement
{
    internal Disagreement(string input, IReadOnlyList<string> truth, IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        Input = input;
        Truth = Frozen.Copy(truth);
        First = Frozen.Copy(first);
        Second = Frozen.Copy(second);
    }

    /// <summary>Gets the text, or the path of the audio file.</summary>
    public string Input { get; }

    /// <summary>Gets the true labels.</summary>
    public IReadOnlyList<string> Truth { get; }

    /// <summary>Gets the labels of the first model.</summary>
    public IReadOnlyList<string> First { get; }

    /// <summary>Gets the labels of the second model.</summary>
    public IReadOnlyList<string> Second { get; }

    /// <summary>Gets whether the first model is right and the second is not.</summary>
    public bool OnlyFirstIsRight => Truth.SequenceEqual(First);

    /// <summary>Gets whether the second model is right and the first is not.</summary>
    public bool OnlySecondIsRight => Truth.SequenceEqual(Second);
}
