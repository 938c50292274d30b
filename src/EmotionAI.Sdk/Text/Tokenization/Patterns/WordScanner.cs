using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Splits a text as GPT-2 does: <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.</summary>
/// <remarks>Immutable. What the classes hold is what the regular expressions of <c>tokenizers</c> know, see <see cref="CharacterTable"/>.</remarks>
internal sealed class WordScanner : IPattern
{
    private static readonly Lazy<WordScanner> Shared = new(() => new WordScanner());

    private readonly CharacterTable _table = CharacterTable.Instance;
    private readonly byte[] _classes = new byte[0x10000];

    private WordScanner()
    {
        Fill(_table.Letters, WordClass.Letter);
        Fill(_table.Numbers, WordClass.Number);
        _classes.AsSpan(0xD800, 0x800).Fill((byte)WordClass.Surrogate);
        foreach (var (first, last) in ((char, char)[])[('\t', '\r'), (' ', ' '), ('\u0085', '\u0085'), ('\u00A0', '\u00A0'), ('\u1680', '\u1680'), ('\u2000', '\u200A'), ('\u2028', '\u2029'), ('\u202F', '\u202F'), ('\u205F', '\u205F'), ('\u3000', '\u3000')])
        {
            _classes.AsSpan(first, last - first + 1).Fill((byte)WordClass.Space);
        }
    }

    public static WordScanner Instance => Shared.Value;

    /// <summary>Gets the class of each UTF-16 unit.</summary>
    public ReadOnlySpan<byte> Classes => _classes;

    public bool Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        (start, end) = (from, from < text.Length ? End(text, from) : from);
        return from < text.Length;
    }

    /// <summary>Gives the end of the piece that begins at a position, before the end of the text.</summary>
    public int End(ReadOnlySpan<char> text, int start)
    {
        var first = text[start];
        if (first == '\'' && Contraction(text[(start + 1)..]) is > 0 and var length)
        {
            return start + 1 + length;
        }

        var word = first == ' ' && start + 1 < text.Length ? start + 1 : start;
        var kind = ClassAt(text, word, out var units);
        if (kind != WordClass.Space)
        {
            return Run(text, word + units, kind);
        }

        var end = Run(text, start, WordClass.Space);
        return end == text.Length || end == start + 1 ? end : end - 1;
    }

    /// <summary>Gives the end, in a text that is not empty, of the piece that would begin with a blank before it.</summary>
    public int EndAfterBlank(ReadOnlySpan<char> text)
    {
        var kind = ClassAt(text, 0, out var units);
        if (kind != WordClass.Space)
        {
            return Run(text, units, kind);
        }

        var end = Run(text, 0, WordClass.Space);
        return end == text.Length ? end : end - 1;
    }

    private static int Contraction(ReadOnlySpan<char> rest) => rest switch
    {
        ['s' or 't' or 'm' or 'd', ..] => 1,
        ['r' or 'v', 'e', ..] or ['l', 'l', ..] => 2,
        _ => 0,
    };

    private int Run(ReadOnlySpan<char> text, int position, WordClass kind)
    {
        while (position < text.Length)
        {
            // Most units say it all; only halves are asked for the whole.
            var units = 1;
            if (_classes[text[position]] != (byte)kind && ClassAt(text, position, out units) != kind)
            {
                break;
            }

            position += units;
        }

        return position;
    }

    private WordClass ClassAt(ReadOnlySpan<char> text, int position, out int units)
    {
        units = 1;
        var kind = (WordClass)_classes[text[position]];
        if (kind != WordClass.Surrogate)
        {
            return kind;
        }

        // An unpaired half is what U+FFFD is to the reference: neither letter nor number.
        if (!char.IsHighSurrogate(text[position]) || position + 1 == text.Length || !char.IsLowSurrogate(text[position + 1]))
        {
            return WordClass.Other;
        }

        units = 2;
        var codePoint = char.ConvertToUtf32(text[position], text[position + 1]);
        return _table.Letters.Contains(codePoint) ? WordClass.Letter : _table.Numbers.Contains(codePoint) ? WordClass.Number : WordClass.Other;
    }

    private void Fill(CodePointRanges ranges, WordClass kind)
    {
        for (var i = 0; i < ranges.Bounds.Length && ranges.Bounds[i] < _classes.Length; i += 2)
        {
            _classes.AsSpan(ranges.Bounds[i]..(Math.Min(ranges.Bounds[i + 1], _classes.Length - 1) + 1)).Fill((byte)kind);
        }
    }
}
