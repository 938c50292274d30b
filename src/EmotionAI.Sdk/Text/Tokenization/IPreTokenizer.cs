namespace EmotionAI.Text.Tokenization;

/// <summary>Splits a text into the pieces that a model takes, under the name of its kind in <c>tokenizer.json</c>.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal interface IPreTokenizer
{
    /// <summary>Gets the most UTF-16 units that one unit of a text may become; 1 where the text is only split.</summary>
    int Growth { get; }

    /// <summary>Gets whether it asks where in the original text a piece begins.</summary>
    bool NeedsAlignment => false;

    /// <summary>Splits each of the pieces that are there. One that changes the text edits all of it and says the pieces anew.</summary>
    void Split(NormalizedText text, PieceList pieces);
}
