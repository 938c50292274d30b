using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Says what becomes of single characters under <see cref="BertNormalizer"/>, for encoding without a normalized text.</summary>
/// <remarks>Immutable. Most characters of the first plane are looked up; the others go through <see cref="Expand"/>.</remarks>
internal sealed class BertCharacters
{
    /// <summary>No code point becomes more than this many.</summary>
    public const int LongestExpansion = 16;

    private const int EmojiFirst = 0x1F000;
    private const int EmojiLast = 0x1FAFF;
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int HangulVowels = 21;
    private const int HangulTrails = 28;

    private static readonly ConcurrentDictionary<BertNormalizerOptions, BertCharacters> Instances = new();
    private static readonly (int First, int Last)[] Chinese =
    [
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
    ];

    private readonly CharacterTable _table = CharacterTable.Instance;
    private readonly BertNormalizerOptions _options;
    private readonly byte[] _classes = new byte[0x10000];
    private readonly char[] _characters = new char[0x10000];
    private readonly bool[] _plainEmoji = new bool[EmojiLast - EmojiFirst + 1];

    private BertCharacters(BertNormalizerOptions options)
    {
        _options = options;
        FillUnits();
        Span<int> expansion = stackalloc int[LongestExpansion];
        foreach (var map in (CodePointMap[])[_table.Canonical, _table.LowerCases])
        {
            for (var i = 0; i < map.Count; i++)
            {
                Change(map.KeyAt(i), expansion);
            }
        }

        for (var i = 0; i < _table.Combining.Length; i += 2)
        {
            Change(_table.Combining[i], expansion);
        }

        foreach (var (first, last) in options.HandleChineseChars ? Chinese : [])
        {
            if (last < _classes.Length)
            {
                _classes.AsSpan(first..(last + 1)).Fill((byte)CharacterClass.Complex);
            }
        }
    }

    public bool Lowercase => _options.Lowercase;

    /// <summary>Gets the class of each UTF-16 unit after normalization.</summary>
    public ReadOnlySpan<byte> Classes => _classes;

    /// <summary>Gets what each UTF-16 unit becomes, where its class is a letter or punctuation.</summary>
    public ReadOnlySpan<char> Characters => _characters;

    /// <summary>Tells whether a UTF-16 unit ends a word and is at most a word of its own.</summary>
    public bool IsSeparator(char unit) => (CharacterClass)_classes[unit] is CharacterClass.Space or CharacterClass.Punctuation;

    /// <summary>Tells whether a UTF-16 unit is a word of its own, that which it becomes in <see cref="Characters"/>.</summary>
    public bool IsPunctuation(char unit) => (CharacterClass)_classes[unit] == CharacterClass.Punctuation;

    public static BertCharacters For(BertNormalizerOptions options) => Instances.GetOrAdd(options, static key => new BertCharacters(key));

    /// <summary>Tells whether a code point is a Chinese character that is set apart.</summary>
    public bool IsSetApart(int codePoint) => _options.HandleChineseChars && IsChinese(codePoint);

    /// <summary>Tells whether the reference takes a code point for a Chinese character: not kana, not Hangul, not the newest blocks.</summary>
    public static bool IsChinese(int codePoint)
    {
        foreach (var (first, last) in Chinese)
        {
            if (codePoint >= first && codePoint <= last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether a code point is an emoji that stands for itself, as nearly all of them do: a letter.</summary>
    public bool IsPlainEmoji(int codePoint) => codePoint is >= EmojiFirst and <= EmojiLast && _plainEmoji[codePoint - EmojiFirst];

    /// <summary>Gives the class of a code point that was normalized.</summary>
    public CharacterClass ClassOf(int codePoint)
    {
        var kind = _table.ClassOf(codePoint);
        return kind switch
        {
            CharacterClass.Dropped when !_options.CleanText => codePoint is '\v' or '\f' or 0x85 ? CharacterClass.Space : CharacterClass.Letter,
            CharacterClass.Accent when !_options.StripAccents => CharacterClass.Letter,
            _ => kind,
        };
    }

    public int CombiningClassOf(int codePoint) => _options.StripAccents && _table.ClassOf(codePoint) != CharacterClass.Accent ? _table.CombiningClassOf(codePoint) : 0;

    /// <summary>Normalizes one code point.</summary>
    /// <param name="codePoint">The code point.</param>
    /// <param name="expansion">Receives the code points it becomes, at most <see cref="LongestExpansion"/>.</param>
    /// <returns>Their number; 0 where it is removed.</returns>
    [SkipLocalsInit]
    public int Expand(int codePoint, Span<int> expansion)
    {
        if (ClassOf(codePoint) == CharacterClass.Dropped)
        {
            return 0;
        }

        Span<int> decomposed = stackalloc int[LongestExpansion];
        var count = 0;
        foreach (var part in decomposed[..Decompose(codePoint, decomposed)])
        {
            if (ClassOf(part) != CharacterClass.Accent)
            {
                count += Lower(part, expansion[count..]);
            }
        }

        return count;
    }

    /// <summary>Lets every unit stand for itself, and every emoji that is a letter.</summary>
    private void FillUnits()
    {
        _table.Classes.CopyTo(_classes);
        for (var unit = 0; unit < _classes.Length; unit++)
        {
            _characters[unit] = (char)unit;
            if (_classes[unit] is (byte)CharacterClass.Dropped or (byte)CharacterClass.Accent)
            {
                _classes[unit] = (byte)(ClassOf(unit) is CharacterClass.Accent ? CharacterClass.Dropped : ClassOf(unit));
            }
        }

        _classes.AsSpan(0xD800, 0x800).Fill((byte)CharacterClass.Complex);
        if (_options.StripAccents)
        {
            _classes.AsSpan(HangulFirst, HangulLast - HangulFirst + 1).Fill((byte)CharacterClass.Complex);
        }

        for (var emoji = EmojiFirst; emoji <= EmojiLast; emoji++)
        {
            _plainEmoji[emoji - EmojiFirst] = ClassOf(emoji) == CharacterClass.Letter;
        }
    }

    /// <summary>Says what becomes of a code point that may not stand for itself.</summary>
    private void Change(int codePoint, Span<int> expansion)
    {
        if (codePoint < _classes.Length)
        {
            _classes[codePoint] = (byte)Simplify(codePoint, expansion);
        }
        else if (codePoint is >= EmojiFirst and <= EmojiLast)
        {
            _plainEmoji[codePoint - EmojiFirst] = false;
        }
    }

    private CharacterClass Simplify(int unit, Span<int> expansion)
    {
        var count = Expand(unit, expansion);
        if (count == 0)
        {
            return CharacterClass.Dropped;
        }

        if (count > 1 || expansion[0] > char.MaxValue || CombiningClassOf(expansion[0]) != 0)
        {
            return CharacterClass.Complex;
        }

        _characters[unit] = (char)expansion[0];
        return ClassOf(expansion[0]);
    }

    private int Decompose(int codePoint, Span<int> parts)
    {
        if (_options.StripAccents && codePoint is >= HangulFirst and <= HangulLast)
        {
            var index = codePoint - HangulFirst;
            parts[0] = 0x1100 + (index / (HangulVowels * HangulTrails));
            parts[1] = 0x1161 + (index / HangulTrails % HangulVowels);
            parts[2] = 0x11A7 + (index % HangulTrails);
            return index % HangulTrails == 0 ? 2 : 3;
        }

        var decomposition = _options.StripAccents ? _table.DecompositionOf(codePoint) : [];
        if (decomposition.IsEmpty)
        {
            parts[0] = codePoint;
            return 1;
        }

        decomposition.CopyTo(parts);
        return decomposition.Length;
    }

    private int Lower(int codePoint, Span<int> parts)
    {
        var lower = _options.Lowercase ? _table.LowerCaseOf(codePoint) : [];
        if (lower.IsEmpty)
        {
            parts[0] = codePoint;
            return 1;
        }

        lower.CopyTo(parts);
        return lower.Length;
    }
}
