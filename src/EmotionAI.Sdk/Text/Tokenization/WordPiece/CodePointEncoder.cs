using System.Buffers;
using System.Text;
using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Encodes any text, one code point after the other: units of the first plane by table, the rest by <see cref="BertCharacters.Expand"/>.</summary>
/// <param name="normalizer">What the code points become.</param>
/// <param name="model">What the words become.</param>
/// <param name="word">Scratch of <see cref="BufferLength"/> units.</param>
internal ref struct CodePointEncoder(BertCharacters normalizer, WordPieceModel model, Span<char> word)
{
    /// <summary>A word of more UTF-16 units than this is longer, in code points, than any that is looked up.</summary>
    public const int LongestWord = 2_048;

    /// <summary>Units for the longest word and the code point that makes it too long.</summary>
    public const int BufferLength = LongestWord + 3;

    private readonly BertCharacters _normalizer = normalizer;
    private readonly WordPieceModel _model = model;
    private readonly ReadOnlySpan<byte> _classes = normalizer.Classes;
    private readonly ReadOnlySpan<char> _characters = normalizer.Characters;
    private readonly Span<char> _word = word;
    private int _length;

    /// <summary>Encodes words until one ends before an ASCII character, or the text does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where a word begins.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <returns>The position where it stopped.</returns>
    public int Encode(ReadOnlySpan<char> text, int position, ref TokenIdWriter ids)
    {
        for (var first = position; position < text.Length && !ids.IsFull && (_length > 0 || position == first || !char.IsAscii(text[position]));)
        {
            position += Unit(text[position..], ref ids);
        }

        EndWord(ref ids);
        return position;
    }

    /// <summary>Takes one code point.</summary>
    /// <returns>Its number of units.</returns>
    private int Unit(ReadOnlySpan<char> text, ref TokenIdWriter ids)
    {
        var unit = text[0];
        switch ((CharacterClass)_classes[unit])
        {
            case CharacterClass.Letter:
                Add(_characters[unit]);
                return 1;
            case CharacterClass.Dropped or CharacterClass.Accent:
                return 1;
            case CharacterClass.Space:
                EndWord(ref ids);
                return 1;
            case CharacterClass.Punctuation:
                EndWord(ref ids);
                ids.Add(_model.IdOf(_characters[unit]));
                return 1;
            default:
                return Complex(text, ref ids);
        }
    }

    private int Complex(ReadOnlySpan<char> text, ref TokenIdWriter ids)
    {
        // An unpaired surrogate is what U+FFFD is to the reference: it is dropped.
        Rune.DecodeFromUtf16(text, out var rune, out var length);
        if (_normalizer.IsPlainEmoji(rune.Value))
        {
            Add(text[0]);
            Add(text[1]);
            return length;
        }

        Span<int> expansion = stackalloc int[BertCharacters.LongestExpansion];
        var count = _normalizer.Expand(rune.Value, expansion);
        var setApart = _normalizer.IsSetApart(rune.Value);
        if (setApart)
        {
            EndWord(ref ids);
        }

        foreach (var part in expansion[..count])
        {
            AddPart(part, ref ids);
        }

        if (setApart)
        {
            EndWord(ref ids);
        }

        return length;
    }

    private void AddPart(int codePoint, ref TokenIdWriter ids)
    {
        var kind = _normalizer.ClassOf(codePoint);
        if (kind is CharacterClass.Space or CharacterClass.Punctuation)
        {
            EndWord(ref ids);
        }

        if (kind != CharacterClass.Space)
        {
            Append(codePoint);
        }

        if (kind == CharacterClass.Punctuation)
        {
            EndWord(ref ids);
        }
    }

    /// <summary>Adds a code point to the word, before those of a higher combining class.</summary>
    private void Append(int codePoint)
    {
        var combining = _normalizer.CombiningClassOf(codePoint);
        Span<char> units = stackalloc char[2];
        units = units[..new Rune(codePoint).EncodeToUtf16(units)];
        if (combining == 0)
        {
            Add(units[0]);
            if (units.Length > 1)
            {
                Add(units[1]);
            }

            return;
        }

        if (_length > LongestWord)
        {
            return;
        }

        var position = _length;
        while (position > 0 && Rune.DecodeLastFromUtf16(_word[..position], out var before, out var length) == OperationStatus.Done
            && _normalizer.CombiningClassOf(before.Value) > combining)
        {
            position -= length;
        }

        _word[position.._length].CopyTo(_word[(position + units.Length)..]);
        units.CopyTo(_word[position..]);
        _length += units.Length;
    }

    /// <summary>Adds a unit to the word; of one that is too long anyway the end does not matter.</summary>
    private void Add(char unit)
    {
        if (_length <= LongestWord)
        {
            _word[_length++] = unit;
        }
    }

    /// <summary>Looks up the word and begins the next one.</summary>
    private void EndWord(ref TokenIdWriter ids)
    {
        if (_length > 0)
        {
            _model.Split(_word[.._length], ref ids);
            _length = 0;
        }
    }
}
