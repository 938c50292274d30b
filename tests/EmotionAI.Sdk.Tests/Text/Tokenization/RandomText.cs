using System.Text;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>Makes texts of everything that a tokenizer may meet: words of its vocabulary and others, any Unicode, broken UTF-16, added tokens whole and cut.</summary>
internal sealed class RandomText(int seed, IEnumerable<string> vocabulary)
{
    private static readonly string[] Fixed =
    [
        "[MASK]", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK", "[NAME]", "[[MASK]]", "’", "don’t", "“", "—", "…", "😂", "😂😂", "❤️", "👩‍👩‍👧", "🇩🇪", "中文", "가각", "か\u3099", "é", "e\u0301", "ΑΣ", "İ", "ﬁ",
        "\0", "\u0001", "\u007F", "\u0085", "\u00A0", "\u00AD", "\u200B", "\u2028", "\uFEFF", "\uFFFD", "\uD800", "\uDC00", "\uDE00\uD83D", "\t", "\n", "\r\n", "a\u0323\u0307b", "\u0F71\u0F74\u0F72", "\u1100\u1161", "𝒳", "\U0002F800",
        "<mask>", "  <mask>  ", "<s>", "</s>", "<unk>", "  ", "   ", "          ", "\t ", " \n\n ", "'s", "'re", "I'll", "''ve", "\u00A0 ", "1234", "٣٤", "½", "▁", "Ġ", "``", "Å", "\uFB01n", "\uFDFA", "\u1E9B\u0323", "각\u11A8", "\U0001D15E", "ﾡ", "①", "🄾", "Ⓐ", "a\u200Db", "²",
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _vocabulary = [.. vocabulary];
    private readonly StringBuilder _text = new();

    public string Next()
    {
        _text.Clear();
        for (var count = _random.Next(_random.Next(20) == 0 ? 60 : 9); count >= 0; count--)
        {
            AddFragment();
            _text.Append(_random.Next(4) switch { 0 => "", 1 => ((char)_random.Next(' ', 0x7F)).ToString(), _ => " " });
        }

        return _text.ToString();
    }

    private void AddFragment()
    {
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                _text.Append(Word());
                break;
            case 3:
                _text.Append(Word().ToUpperInvariant());
                break;
            case 4:
                _text.Append(Word()).Append(Word());
                break;
            case 5:
                Repeat(() => (char)_random.Next(0x80), 12);
                break;
            case 6:
                Repeat(() => (char)_random.Next('a', 'e'), _random.Next(40) == 0 ? 2_500 : _random.Next(2) == 0 ? 20 : 130);
                break;
            case 7:
                Repeat(() => (char)_random.Next(_random.Next(3) == 0 ? 0x10000 : 0x600), 4);
                break;
            case 8:
                _text.Append(char.ConvertFromUtf32(_random.Next(0x10000, 0x20000)));
                break;
            default:
                _text.Append(Fixed[_random.Next(Fixed.Length)]);
                break;
        }
    }

    /// <summary>Writes what is not plain ASCII as numbers, for messages.</summary>
    public static string Escape(string text) => string.Concat(text.Select(unit => unit is >= ' ' and < '\x7F' ? unit.ToString() : $"\\u{(int)unit:X4}"));

    private string Word() => _vocabulary[_random.Next(_vocabulary.Length)].TrimStart('#');

    private void Repeat(Func<char> next, int limit)
    {
        for (var count = _random.Next(limit); count >= 0; count--)
        {
            _text.Append(next());
        }
    }
}
