using System.Buffers;

namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Merges the tokens of a long word: a heap of pairs over a linked list, so that time grows with n log n.</summary>
internal static class MergeQueue
{
    private const int None = -1;
    private const int RankShift = 32;

    /// <summary>Merges tokens, lowest rank first and leftmost first of those.</summary>
    /// <param name="table">What merges.</param>
    /// <param name="ids">The tokens; receives those that are left.</param>
    /// <param name="lengths">Their lengths, added up where tokens merge; empty where nobody asks.</param>
    /// <returns>The number of tokens that are left.</returns>
    public static int Merge(MergeTable table, Span<int> ids, Span<int> lengths)
    {
        var next = ArrayPool<int>.Shared.Rent(ids.Length);
        var previous = ArrayPool<int>.Shared.Rent(ids.Length);

        // Each pair at the beginning is one entry, and each merge adds at most two.
        var heap = ArrayPool<ulong>.Shared.Rent(3 * ids.Length);
        try
        {
            Merge(table, ids, lengths, next, previous, new Heap(heap));
            return Compact(ids, lengths, next);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(next);
            ArrayPool<int>.Shared.Return(previous);
            ArrayPool<ulong>.Shared.Return(heap);
        }
    }

    private static void Merge(MergeTable table, Span<int> ids, Span<int> lengths, Span<int> next, Span<int> previous, Heap heap)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            next[i] = i + 1 < ids.Length ? i + 1 : None;
            previous[i] = i - 1;
            Push(table, ids, i, next[i], ref heap);
        }

        while (heap.Pop() is { } entry)
        {
            var left = (int)(uint)entry;
            var right = ids[left] == None ? None : next[left];
            if (right == None || table.Find(ids[left], ids[right], out var id) != (int)(entry >> RankShift))
            {
                continue;
            }

            ids[left] = id;
            ids[right] = None;
            next[left] = next[right];
            if (!lengths.IsEmpty)
            {
                lengths[left] += lengths[right];
            }

            if (next[left] != None)
            {
                previous[next[left]] = left;
            }

            Push(table, ids, previous[left], left, ref heap);
            Push(table, ids, left, next[left], ref heap);
        }
    }

    private static int Compact(Span<int> ids, Span<int> lengths, ReadOnlySpan<int> next)
    {
        var count = 0;
        for (var i = 0; i != None; i = next[i])
        {
            ids[count] = ids[i];
            if (!lengths.IsEmpty)
            {
                lengths[count] = lengths[i];
            }

            count++;
        }

        return count;
    }

    private static void Push(MergeTable table, ReadOnlySpan<int> ids, int left, int right, ref Heap heap)
    {
        if (left != None && right != None && table.Find(ids[left], ids[right], out _) is var rank && rank != MergeTable.NoRank)
        {
            heap.Push(((ulong)rank << RankShift) | (uint)left);
        }
    }

    /// <summary>Gives the smallest number first.</summary>
    private ref struct Heap(Span<ulong> entries)
    {
        private readonly Span<ulong> _entries = entries;
        private int _count;

        public void Push(ulong entry)
        {
            var position = _count++;
            while (position > 0 && _entries[(position - 1) / 2] > entry)
            {
                _entries[position] = _entries[(position - 1) / 2];
                position = (position - 1) / 2;
            }

            _entries[position] = entry;
        }

        public ulong? Pop()
        {
            if (_count == 0)
            {
                return null;
            }

            var smallest = _entries[0];
            var last = _entries[--_count];
            var position = 0;
            for (var child = 1; child < _count; child = (2 * position) + 1)
            {
                child += child + 1 < _count && _entries[child + 1] < _entries[child] ? 1 : 0;
                if (_entries[child] >= last)
                {
                    break;
                }

                _entries[position] = _entries[child];
                position = child;
            }

            _entries[position] = last;
            return smallest;
        }
    }
}
