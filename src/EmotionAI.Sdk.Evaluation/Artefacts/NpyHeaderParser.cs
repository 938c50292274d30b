using System.Globalization;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Parses the header of a NumPy file: a Python dictionary literal of exactly <c>descr</c>, <c>fortran_order</c> and <c>shape</c>. Nothing is evaluated.</summary>
internal ref struct NpyHeaderParser
{
    private const int LongestDimension = 19;

    private readonly ReadOnlySpan<char> _text;
    private readonly string _path;
    private int _position;

    private NpyHeaderParser(ReadOnlySpan<char> text, string path)
    {
        _text = text;
        _path = path;
    }

    /// <summary>Parses a header.</summary>
    /// <exception cref="EmotionAIException">The header is not one.</exception>
    public static NpyHeader Parse(ReadOnlySpan<char> text, string path) => new NpyHeaderParser(text, path).Parse();

    private NpyHeader Parse()
    {
        string? descr = null;
        bool? isFortranOrder = null;
        List<long>? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            var key = TakeString();
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    descr = TakeDescr();
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = TakeBoolean();
                    break;
                case "shape" when shape is null:
                    shape = TakeShape();
                    break;
                default:
                    throw Fault($"the key '{key}'", "'descr', 'fortran_order' and 'shape', once each, are");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (_position != _text.Length)
        {
            throw Fault(Found(), "spaces after the dictionary are");
        }

        return descr is not null && isFortranOrder is { } order && shape is not null
            ? NpyHeader.Create(descr, order, shape, _path)
            : throw Fault("a header without all of its keys", "'descr', 'fortran_order' and 'shape' are");
    }

    private string TakeDescr()
    {
        SkipSpace();
        return Peek() is '[' or '('
            ? throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, _path, "a structured element type", "b1, i1 to i8, u1 to u8 and f2 to f8 are")
            : TakeString();
    }

    private string TakeString()
    {
        SkipSpace();
        var quote = Peek();
        var length = quote is '\'' or '"' ? _text[(_position + 1)..].IndexOf(quote) : -1;
        if (length < 0 || _text.Slice(_position + 1, length).Contains('\\'))
        {
            throw Fault(Found(), "a string in quotes is");
        }

        var value = _text.Slice(_position + 1, length).ToString();
        _position += length + 2;
        return value;
    }

    private bool TakeBoolean()
    {
        SkipSpace();
        foreach (var value in (ReadOnlySpan<bool>)[false, true])
        {
            var word = value ? "True" : "False";
            if (_text[_position..].StartsWith(word, StringComparison.Ordinal))
            {
                _position += word.Length;
                return value;
            }
        }

        throw Fault(Found(), "True or False is");
    }

    private List<long> TakeShape()
    {
        var shape = new List<long>();
        Expect('(');
        var isSeparated = true;
        while (!TryTake(')'))
        {
            if (!isSeparated)
            {
                throw Fault(Found(), "',' is");
            }

            shape.Add(TakeDimension());
            isSeparated = TryTake(',');
        }

        return shape.Count == 1 && !isSeparated ? throw Fault("a shape that is not a tuple", "'(n,)' is") : shape;
    }

    private long TakeDimension()
    {
        SkipSpace();
        var start = _position;
        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }

        var digits = _text[start.._position];
        if (digits.Length is 0 or > LongestDimension || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            _position = start;
            throw Fault($"a dimension that begins with {Found()}", "numbers from 0 are");
        }

        // Python 2 wrote 8L for a long integer.
        _position += Peek() == 'L' ? 1 : 0;
        return value;
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
        {
            throw Fault(Found(), $"'{expected}' is");
        }
    }

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (Peek() != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\n' or '\t' or '\r')
        {
            _position++;
        }
    }

    private readonly char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private readonly string Found() =>
        _position < _text.Length ? Invariant($"'{_text.Slice(_position, Math.Min(20, _text.Length - _position)).ToString()}' at character {_position} of the header") : "the end of the header";

    private readonly EmotionAIException Fault(string found, string allowed) => ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, _path, found, allowed);
}
