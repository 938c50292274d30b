namespace EmotionAI.Training.Data.Splitting;

/// <summary>Holds which samples belong together (union by size, path halving).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];
    private readonly int[] _sizes = [.. Enumerable.Repeat(1, count)];

    public int Find(int item)
    {
        while (_parents[item] != item)
        {
            item = _parents[item] = _parents[_parents[item]];
        }

        return item;
    }

    public void Join(int first, int second)
    {
        var (large, small) = (Find(first), Find(second));
        if (large == small)
        {
            return;
        }

        if (_sizes[large] < _sizes[small])
        {
            (large, small) = (small, large);
        }

        _parents[small] = large;
        _sizes[large] += _sizes[small];
    }

    /// <summary>Joins all items with the same key; those without one stay alone.</summary>
    public void JoinEqual(IReadOnlyList<string?> keys)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] is { } key && !first.TryAdd(key, i))
            {
                Join(first[key], i);
            }
        }
    }

    /// <summary>Lists the sets, each in rising order, by their first items.</summary>
    public List<List<int>> ToLists()
    {
        var lists = new Dictionary<int, List<int>>();
        List<List<int>> found = [];
        for (var i = 0; i < _parents.Length; i++)
        {
            if (!lists.TryGetValue(Find(i), out var list))
            {
                found.Add(lists[Find(i)] = list = []);
            }

            list.Add(i);
        }

        return found;
    }
}
