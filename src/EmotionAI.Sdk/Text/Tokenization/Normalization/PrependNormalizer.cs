namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Prepend</c>: text before every text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : INormalizer
{
    public int Growth => 1 + prefix.Length;

    public void Normalize(NormalizedText text)
    {
        if (text.Length == 0 || prefix.Length == 0)
        {
            return;
        }

        text.BeginEdit();
        text.Prepend(prefix);
        text.EndEdit();
    }
}
