namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Says what BERT's normalizer and pre-tokenizer do with a character. The values up to <see cref="Accent"/> are those of CharacterTable.bin.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Part of a word.</summary>
    Letter = 0,

    /// <summary>Removed when text is cleaned: controls, formats, private use.</summary>
    Dropped = 1,

    /// <summary>Ends a word.</summary>
    Space = 2,

    /// <summary>A word of its own.</summary>
    Punctuation = 3,

    /// <summary>Removed when accents are stripped.</summary>
    Accent = 4,

    /// <summary>Not one character for one: a surrogate, a Chinese character, an expansion.</summary>
    Complex = 5,
}
