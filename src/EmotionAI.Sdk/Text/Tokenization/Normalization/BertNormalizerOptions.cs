namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Sets up BERT's normalizer, under the names of <c>tokenizer.json</c>.</summary>
/// <param name="CleanText">Whether controls are dropped.</param>
/// <param name="HandleChineseChars">Whether Chinese characters are words of their own.</param>
/// <param name="StripAccents">Whether accents are removed.</param>
/// <param name="Lowercase">Whether text is lower-cased.</param>
internal readonly record struct BertNormalizerOptions(bool CleanText, bool HandleChineseChars, bool StripAccents, bool Lowercase)
{
    /// <summary>Gives the options that say the same as a normalizer; null where none do.</summary>
    public static BertNormalizerOptions? Of(INormalizer? normalizer) => normalizer switch
    {
        null => default(BertNormalizerOptions),
        LowercaseNormalizer => new BertNormalizerOptions(false, false, false, Lowercase: true),
        BertNormalizer bert => bert.Options,
        _ => null,
    };
}
