namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Strip</c>: white space at the ends is dropped.</summary>
internal sealed class StripNormalizer(bool left, bool right) : INormalizer
{
    public int Growth => 1;

    public void Normalize(NormalizedText text)
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && char.IsWhiteSpace(text.Units[start]))
        {
            start++;
        }

        while (right && end > start && char.IsWhiteSpace(text.Units[end - 1]))
        {
            end--;
        }

        if (start == 0 && end == text.Length)
        {
            return;
        }

        text.BeginEdit();
        text.SkipTo(start);
        text.CopyTo(end);
        text.SkipTo(text.Length);
        text.EndEdit();
    }
}
