namespace EmotionAI.Text.Tokenization;

/// <summary>Holds the pieces of a text. Used again and again, it allocates only when it grows.</summary>
internal sealed class PieceList
{
    private const int FirstLength = 64;

    private Piece[] _pieces = new Piece[FirstLength];
    private Piece[] _before = new Piece[FirstLength];

    /// <summary>Gets the number of pieces.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the pieces in the order of the text.</summary>
    public ReadOnlySpan<Piece> Pieces => _pieces.AsSpan(0, Count);

    /// <summary>Makes the whole of a text the only piece; there is none where it is empty.</summary>
    public void Reset(int length)
    {
        Count = 0;
        Add(0, length);
    }

    /// <summary>Empties the list for pieces that are said anew.</summary>
    /// <returns>The pieces that were there, until the next call.</returns>
    public ReadOnlySpan<Piece> BeginSplit()
    {
        var count = Count;
        (_pieces, _before) = (_before, _pieces);
        Count = 0;
        return _before.AsSpan(0, count);
    }

    /// <summary>Adds a piece, unless it is empty.</summary>
    public void Add(int start, int end)
    {
        if (start >= end)
        {
            return;
        }

        if (Count == _pieces.Length)
        {
            Array.Resize(ref _pieces, Count * 2);
        }

        _pieces[Count++] = new Piece(start, end);
    }

    /// <summary>Forgets the pieces; a list that became larger than usual is given back.</summary>
    public void Clear(int largest)
    {
        Count = 0;
        if (_pieces.Length > largest || _before.Length > largest)
        {
            (_pieces, _before) = (new Piece[FirstLength], new Piece[FirstLength]);
        }
    }
}
