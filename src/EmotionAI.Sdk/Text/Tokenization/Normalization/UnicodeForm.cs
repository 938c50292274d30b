namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Lists the normalization forms of Unicode.</summary>
internal enum UnicodeForm
{
    Nfd,
    Nfc,
    Nfkd,
    Nfkc,
}
