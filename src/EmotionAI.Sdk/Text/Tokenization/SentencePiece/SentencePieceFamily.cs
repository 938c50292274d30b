namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Says how a class of transformers turns a SentencePiece model into a tokenizer.</summary>
internal enum SentencePieceFamily
{
    /// <summary>Four tokens before the pieces, the mask after them.</summary>
    XlmRoberta,

    /// <summary>Five tokens before the pieces, the mask after them.</summary>
    Camembert,

    /// <summary>The pieces as they are; quotation marks, accents and case are folded.</summary>
    Albert,

    /// <summary>The pieces as they are, the mask after them; both ends are stripped.</summary>
    DebertaV2,
}
