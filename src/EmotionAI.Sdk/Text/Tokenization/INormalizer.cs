namespace EmotionAI.Text.Tokenization;

/// <summary>Changes a text before it is split, under the name of its kind in <c>tokenizer.json</c>.</summary>
/// <remarks>Immutable and safe for concurrent use; whatever changes is in the text.</remarks>
internal interface INormalizer
{
    /// <summary>Gets the most UTF-16 units that one unit of a text may become; 1 or more.</summary>
    int Growth { get; }

    /// <summary>Changes a text, which is valid UTF-16 and stays so.</summary>
    void Normalize(NormalizedText text);
}
