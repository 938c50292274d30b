using System.Runtime.InteropServices;

namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Builds a <see cref="PieceTrie"/>: pieces are sorted, and the nodes placed branch by branch, so that those of one piece mostly lie close together.</summary>
/// <remarks>The pieces come from a file that may be anybody's: nodes and places are bounded.</remarks>
internal sealed class PieceTrieBuilder
{
    /// <summary>The most nodes; the 901,629 pieces of XLM-V have a third of them.</summary>
    public const int MostNodes = 1 << 23;

    private readonly Vocabulary _vocabulary;
    private readonly double[] _scores;
    private readonly ushort[] _codes = new ushort[char.MaxValue + 1];
    private readonly int[] _entries;
    private readonly DoubleArray _array;
    private readonly int _units;
    private readonly Stack<Range> _waiting = new();

    private PieceTrieBuilder(Vocabulary vocabulary, double[] scores)
    {
        _vocabulary = vocabulary;
        _scores = scores;
        _units = NumberUnits();
        _array = new DoubleArray(_units + 1);
        _entries = Sort();
    }

    /// <summary>Builds the trie.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="scores">The score of each id; finite.</param>
    /// <returns>The trie; null where it would be larger than any vocabulary justifies.</returns>
    public static PieceTrie? Build(Vocabulary vocabulary, double[] scores)
    {
        var builder = new PieceTrieBuilder(vocabulary, scores);
        if (!builder.Place())
        {
            return null;
        }

        var (nodes, ids) = builder._array.ToArrays();
        return new PieceTrie(builder._codes, nodes, ids);
    }

    /// <summary>Numbers the units from 1 on, the most frequent first: their nodes then lie close together.</summary>
    /// <returns>The number of units.</returns>
    private int NumberUnits()
    {
        var counts = new int[char.MaxValue + 1];
        for (var entry = 0; entry < _vocabulary.Count; entry++)
        {
            foreach (var unit in _vocabulary.TokenAt(entry))
            {
                counts[unit]++;
            }
        }

        var units = Enumerable.Range(0, counts.Length).Where(unit => counts[unit] > 0).ToArray();
        Array.Sort(units, (left, right) => counts[right] != counts[left] ? counts[right].CompareTo(counts[left]) : left.CompareTo(right));
        for (var i = 0; i < units.Length; i++)
        {
            _codes[units[i]] = (ushort)(i + 1);
        }

        return units.Length;
    }

    /// <summary>Sorts the pieces, by their first four units at once; the rest is compared only where these are equal.</summary>
    private int[] Sort()
    {
        var entries = Enumerable.Range(0, _vocabulary.Count).Where(entry => _vocabulary.TokenAt(entry).Length > 0).ToArray();
        var keys = new ulong[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var piece = _vocabulary.TokenAt(entries[i]);
            for (var unit = 0; unit < 4; unit++)
            {
                keys[i] = (keys[i] << 16) | (unit < piece.Length ? piece[unit] : 0u);
            }
        }

        Array.Sort(keys, entries);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            entries.AsSpan(start, end - start).Sort((left, right) => _vocabulary.TokenAt(left).SequenceCompareTo(_vocabulary.TokenAt(right)));
            start = end;
        }

        return entries;
    }

    private bool Place()
    {
        if (_units > ushort.MaxValue)
        {
            return false;
        }

        List<ushort> children = [];
        List<Range> ranges = [];
        _waiting.Push(new Range(PieceTrie.Root, 0, _entries.Length, 0));
        while (_waiting.TryPop(out var range))
        {
            ListChildren(range, children, ranges);
            if (children.Count == 0)
            {
                continue;
            }

            if (_array.Count + children.Count > MostNodes || !_array.TryPlace(range.Node, CollectionsMarshal.AsSpan(children), out var place))
            {
                return false;
            }

            for (var i = 0; i < children.Count; i++)
            {
                Push(ranges[i] with { Node = place ^ children[i] });
            }
        }

        return true;
    }

    /// <summary>Lists the units that follow a prefix, with the pieces of each.</summary>
    private void ListChildren(Range range, List<ushort> children, List<Range> ranges)
    {
        children.Clear();
        ranges.Clear();
        for (var start = range.Start; start < range.End;)
        {
            var unit = _vocabulary.TokenAt(_entries[start])[range.Depth];
            var end = start + 1;
            while (end < range.End && _vocabulary.TokenAt(_entries[end])[range.Depth] == unit)
            {
                end++;
            }

            children.Add(_codes[unit]);
            ranges.Add(new Range(PieceTrie.Root, start, end, range.Depth + 1));
            start = end;
        }
    }

    /// <summary>Says which piece ends at a node, and keeps the others that go through it for later. The one that ends is the first of them.</summary>
    private void Push(Range range)
    {
        var id = _vocabulary.IdAt(_entries[range.Start]);
        if (_vocabulary.TokenAt(_entries[range.Start]).Length == range.Depth)
        {
            _array.SetPiece(range.Node, id, _scores[id]);
            range = range with { Start = range.Start + 1 };
        }

        if (range.Start < range.End)
        {
            _waiting.Push(range);
        }
    }

    /// <summary>Is a node with the sorted pieces that go through it.</summary>
    private readonly record struct Range(int Node, int Start, int End, int Depth);
}
