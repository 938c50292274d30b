using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Replace</c>: what matches a pattern becomes another text.</summary>
internal sealed class ReplaceNormalizer(IPattern pattern, string content) : INormalizer
{
    public int Growth => Math.Max(1, content.Length);

    public void Normalize(NormalizedText text)
    {
        if (!pattern.Next(text.Units, 0, out var start, out var end))
        {
            return;
        }

        text.BeginEdit();
        do
        {
            text.CopyTo(start);
            text.SkipTo(end);
            text.Insert(content);
        }
        while (pattern.Next(text.Units, end, out start, out end));

        text.EndEdit();
    }
}
