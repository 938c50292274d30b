namespace EmotionAI.Text.Tokenization;

/// <summary>Turns text into ids in one pass, without offsets: normalizer, pre-tokenizer and model in one, for a combination that is common.</summary>
/// <remarks>Immutable and safe for concurrent use. It gives the ids that the pipeline gives.</remarks>
internal interface IIdEncoder
{
    /// <summary>Tells whether the encoder takes a text as it is; the pipeline takes the others.</summary>
    bool Takes(ReadOnlySpan<char> text);

    /// <summary>Adds the ids of a part of a text; words do not go on from one part to the next.</summary>
    /// <param name="text">A part of a text without added tokens.</param>
    /// <param name="ids">Receives the ids.</param>
    void Encode(ReadOnlySpan<char> text, ref TokenIdWriter ids);
}
