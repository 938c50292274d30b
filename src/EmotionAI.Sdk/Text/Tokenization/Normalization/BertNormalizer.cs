namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>BertNormalizer</c>: clean, set Chinese characters apart, decompose and strip accents, lower-case.</summary>
internal sealed class BertNormalizer(BertNormalizerOptions options) : INormalizer
{
    private readonly CharacterTable _table = CharacterTable.Instance;

    public BertNormalizerOptions Options => options;

    public int Growth => 4;

    public void Normalize(NormalizedText text)
    {
        if (options.CleanText || options.HandleChineseChars)
        {
            Clean(text);
        }

        if (options.StripAccents)
        {
            UnicodeNormalizer.Decompose(text);
            StripAccents(text);
        }

        if (options.Lowercase)
        {
            LowercaseNormalizer.Lower(text);
        }
    }

    private void Clean(NormalizedText text)
    {
        text.BeginEdit();
        while (text.Position < text.Length)
        {
            var codePoint = text.Next;
            var kind = _table.ClassOf(codePoint);
            if (options.CleanText && kind == CharacterClass.Dropped)
            {
                text.Skip();
            }
            else if (options.CleanText && kind == CharacterClass.Space)
            {
                text.Replace(' ');
            }
            else if (options.HandleChineseChars && BertCharacters.IsChinese(codePoint))
            {
                text.Replace(' ');
                text.Insert(codePoint);
                text.Insert(' ');
            }
            else
            {
                text.Keep();
            }
        }

        text.EndEdit();
    }

    private void StripAccents(NormalizedText text)
    {
        if (System.Text.Ascii.IsValid(text.Units))
        {
            return;
        }

        text.BeginEdit();
        while (text.Position < text.Length)
        {
            if (_table.ClassOf(text.Next) == CharacterClass.Accent)
            {
                text.Skip();
            }
            else
            {
                text.Keep();
            }
        }

        text.EndEdit();
    }
}
