namespace EmotionAI.Text.Tokenization;

/// <summary>Collects ids in a span and tells when there were more than it has room for.</summary>
/// <param name="ids">Receives the ids.</param>
internal ref struct TokenIdWriter(Span<int> ids)
{
    private readonly Span<int> _ids = ids;

    /// <summary>Gets the number of ids written.</summary>
    public int Count { get; private set; }

    /// <summary>Gets whether there were more ids than room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Gets the room that is left, to be written before <see cref="Advance"/>.</summary>
    public readonly Span<int> Rest => _ids[Count..];

    public void Add(int id)
    {
        if (Count < _ids.Length)
        {
            _ids[Count++] = id;
        }
        else
        {
            IsFull = true;
        }
    }

    /// <summary>Adds as many ids as there is room for.</summary>
    public void Add(scoped ReadOnlySpan<int> ids)
    {
        var count = Math.Min(ids.Length, _ids.Length - Count);
        ids[..count].CopyTo(Rest);
        Advance(count, isFull: count < ids.Length);
    }

    /// <summary>Counts ids that were written to <see cref="Rest"/>.</summary>
    public void Advance(int count, bool isFull)
    {
        Count += count;
        IsFull = isFull;
    }

    /// <summary>Forgets the ids after the first <paramref name="count"/>, and that there were more.</summary>
    public void Rewind(int count)
    {
        Count = count;
        IsFull = false;
    }
}
