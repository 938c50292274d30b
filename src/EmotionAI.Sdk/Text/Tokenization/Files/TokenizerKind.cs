namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Says which settings of <c>tokenizer_config.json</c> a class of transformers looks at.</summary>
internal enum TokenizerKind
{
    /// <summary>None: <c>tokenizer.json</c> decides alone.</summary>
    Generic,

    /// <summary>Case, accents, Chinese characters.</summary>
    Bert,

    /// <summary>The blank before a text, trimmed offsets.</summary>
    ByteLevel,

    /// <summary>Those of the conversion of a SentencePiece model, where there is no <c>tokenizer.json</c>.</summary>
    SentencePiece,
}
