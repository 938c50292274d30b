using System.Globalization;

namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Tells what matches <c>\w</c> of Rust's regular expressions, which <c>tokenizers</c> uses for <c>Whitespace</c> and for added tokens: alphabetic, mark, decimal number, connector, joiner.</summary>
internal static class WordCharacters
{
    public static bool Contains(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation
        || codePoint is 0x200C or 0x200D or (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
