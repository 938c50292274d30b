using System.Text;

namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Turns positions in UTF-8 into positions in UTF-16, from the beginning of a text to its end.</summary>
/// <param name="text">The text.</param>
internal ref struct ByteWalk(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _unit;
    private int _byte;

    /// <summary>Gives the units of the code points that a range of bytes touches; ranges come in order and do not overlap.</summary>
    public Piece Units(int start, int end)
    {
        while (_unit < _text.Length && _byte + Length(_unit) <= start)
        {
            Advance();
        }

        var first = _unit;
        while (_unit < _text.Length && _byte + Length(_unit) < end)
        {
            Advance();
        }

        return new Piece(first, Math.Min(_text.Length, _unit + Size(_unit)));
    }

    private readonly int Size(int unit) => unit < _text.Length && char.IsHighSurrogate(_text[unit]) ? 2 : 1;

    private readonly int Length(int unit) => char.IsHighSurrogate(_text[unit]) ? 4 : _text[unit] < 0x80 ? 1 : _text[unit] < 0x800 ? 2 : 3;

    private void Advance()
    {
        _byte += Length(_unit);
        _unit += Size(_unit);
    }
}
