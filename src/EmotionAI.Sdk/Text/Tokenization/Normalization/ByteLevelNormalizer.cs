namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>ByteLevel</c>: each byte of UTF-8 becomes the character that stands for it.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    public int Growth => 3;

    public void Normalize(NormalizedText text)
    {
        text.BeginEdit();
        ByteCharacters.Map(text, text.Length);
        text.EndEdit();
    }
}
