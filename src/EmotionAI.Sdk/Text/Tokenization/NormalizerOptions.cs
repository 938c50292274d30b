namespace EmotionAI.Text.Tokenization;

/// <summary>Sets up BERT's normalizer, under the names of <c>tokenizer.json</c>.</summary>
/// <param name="CleanText">Whether controls are dropped.</param>
/// <param name="HandleChineseChars">Whether Chinese characters are words of their own.</param>
/// <param name="StripAccents">Whether accents are removed.</param>
/// <param name="Lowercase">Whether text is lower-cased.</param>
internal readonly record struct NormalizerOptions(bool CleanText, bool HandleChineseChars, bool StripAccents, bool Lowercase);
