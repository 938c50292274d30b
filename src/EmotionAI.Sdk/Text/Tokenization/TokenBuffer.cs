namespace EmotionAI.Text.Tokenization;

/// <summary>Collects tokens with their places in the text. Used again and again, it allocates only when it grows.</summary>
internal sealed class TokenBuffer
{
    private const int FirstLength = 256;

    private int[] _ids = new int[FirstLength];
    private int[] _starts = [];
    private int[] _ends = [];

    /// <summary>Gets the number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Gets whether positions are kept; they are not where only ids are wanted.</summary>
    public bool IsAligned { get; private set; }

    /// <summary>Gets or sets what is added to the positions of <see cref="Add"/>: the beginning of the piece.</summary>
    public int PieceStart { get; set; }

    /// <summary>Gets the number of tokens after which no more are wanted; models may stop there, between two tokens.</summary>
    public int Enough { get; private set; }

    /// <summary>Gets whether no more are wanted.</summary>
    public bool IsFull => Count >= Enough;

    public Span<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Gets where the tokens begin.</summary>
    public Span<int> Starts => _starts.AsSpan(0, IsAligned ? Count : 0);

    /// <summary>Gets where the tokens end.</summary>
    public Span<int> Ends => _ends.AsSpan(0, IsAligned ? Count : 0);

    public void Reset(bool isAligned, int enough)
    {
        (Count, IsAligned, Enough, PieceStart) = (0, isAligned, enough, 0);
        Reserve(0);
    }

    /// <summary>Adds a token.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">Where it begins, from the beginning of the piece.</param>
    /// <param name="end">Where it ends, from the beginning of the piece.</param>
    public void Add(int id, int start, int end)
    {
        Reserve(1);
        _ids[Count] = id;
        if (IsAligned)
        {
            _starts[Count] = PieceStart + start;
            _ends[Count] = PieceStart + end;
        }

        Count++;
    }

    /// <summary>Forgets the tokens after the first <paramref name="count"/>.</summary>
    public void Rewind(int count) => Count = count;

    /// <summary>Forgets the tokens; buffers that became larger than usual are given back.</summary>
    public void Clear(int largest)
    {
        if (_ids.Length > largest)
        {
            (_ids, _starts, _ends) = (new int[FirstLength], [], []);
        }
        else
        {
            _ids.AsSpan(0, Count).Clear();
        }

        Count = 0;
    }

    private void Reserve(int count)
    {
        var length = Count + count;
        if (length > _ids.Length)
        {
            Array.Resize(ref _ids, Math.Max(length, _ids.Length * 2));
        }

        if (IsAligned && _starts.Length < _ids.Length)
        {
            Array.Resize(ref _starts, _ids.Length);
            Array.Resize(ref _ends, _ids.Length);
        }
    }
}
