using System.Text;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Lowercase</c>: the full mapping of Unicode, code point by code point, free of culture and context.</summary>
internal sealed class LowercaseNormalizer : INormalizer
{
    public static LowercaseNormalizer Instance { get; } = new();

    public int Growth => 3;

    public void Normalize(NormalizedText text) => Lower(text);

    public static void Lower(NormalizedText text)
    {
        if (Ascii.IsValid(text.Units) && !text.Units.ContainsAnyInRange('A', 'Z'))
        {
            return;
        }

        var table = CharacterTable.Instance;
        text.BeginEdit();
        while (text.Position < text.Length)
        {
            var codePoint = text.Next;
            if (codePoint < 0x80)
            {
                text.Replace(codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint);
                continue;
            }

            var lower = table.LowerCaseOf(codePoint);
            if (lower.IsEmpty)
            {
                text.Keep();
                continue;
            }

            text.Replace(lower[0]);
            foreach (var more in lower[1..])
            {
                text.Insert(more);
            }
        }

        text.EndEdit();
    }
}
