namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Merges the tokens of a word: again and again the pair of the lowest rank, the leftmost of equal ones; follows <c>Word::merge_all</c> of <c>tokenizers</c>.</summary>
internal static class MergeLoop
{
    /// <summary>In words up to so many tokens looking through all pairs is faster than a heap.</summary>
    private const int ShortWord = 48;

    /// <summary>Merges tokens.</summary>
    /// <param name="table">What merges.</param>
    /// <param name="ids">The tokens; receives those that are left.</param>
    /// <param name="lengths">Their lengths, added up where tokens merge; empty where nobody asks.</param>
    /// <returns>The number of tokens that are left.</returns>
    public static int Merge(MergeTable table, Span<int> ids, Span<int> lengths)
    {
        if (ids.Length < 2)
        {
            return ids.Length;
        }

        if (ids.Length > ShortWord)
        {
            return MergeQueue.Merge(table, ids, lengths);
        }

        Span<int> ranks = stackalloc int[ShortWord];
        Span<int> merged = stackalloc int[ShortWord];
        return Merge(table, ids, lengths, ranks[..ids.Length], merged[..ids.Length]);
    }

    private static int Merge(MergeTable table, Span<int> ids, Span<int> lengths, Span<int> ranks, Span<int> merged)
    {
        var count = ids.Length;
        for (var i = 0; i + 1 < count; i++)
        {
            ranks[i] = table.Find(ids[i], ids[i + 1], out merged[i]);
        }

        while (count > 1 && Lowest(ranks[..(count - 1)]) is >= 0 and var left)
        {
            ids[left] = merged[left];
            if (!lengths.IsEmpty)
            {
                lengths[left] += lengths[left + 1];
                lengths[(left + 2)..count].CopyTo(lengths[(left + 1)..]);
            }

            ids[(left + 2)..count].CopyTo(ids[(left + 1)..]);
            ranks[(left + 1)..(count - 1)].CopyTo(ranks[left..]);
            merged[(left + 1)..(count - 1)].CopyTo(merged[left..]);
            count--;
            if (left > 0)
            {
                ranks[left - 1] = table.Find(ids[left - 1], ids[left], out merged[left - 1]);
            }

            if (left + 1 < count)
            {
                ranks[left] = table.Find(ids[left], ids[left + 1], out merged[left]);
            }
        }

        return count;
    }

    private static int Lowest(ReadOnlySpan<int> ranks)
    {
        var (lowest, position) = (MergeTable.NoRank, -1);
        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] < lowest)
            {
                (lowest, position) = (ranks[i], i);
            }
        }

        return position;
    }
}
