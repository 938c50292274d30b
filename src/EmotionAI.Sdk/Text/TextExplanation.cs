namespace EmotionAI.Text;

/// <summary>Tells which words of a text the score of a label stands on.</summary>
/// <remarks>Immutable and safe for concurrent use. It says what the model looked at, not whether the model is right.</remarks>
public sealed class TextExplanation
{
    /// <summary>Gets the text.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the label that is explained.</summary>
    public required string Label { get; init; }

    /// <summary>Gets its score in the whole text.</summary>
    public required float Score { get; init; }

    /// <summary>Gets the words in the order of the text.</summary>
    public required IReadOnlyList<WordWeight> Words { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the name of the model that answered.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets whether the text was longer than the model reads; words of its end are not among <see cref="Words"/>.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Writes the text as a piece of HTML that needs nothing else: words that raise the score on green, those that lower it on red, each with its weight as a title.</summary>
    /// <returns>One <c>p</c> element, all text escaped.</returns>
    public string ToHtml() => ExplanationHtml.Write(this);
}
