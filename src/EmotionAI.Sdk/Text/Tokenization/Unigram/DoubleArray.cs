using System.Numerics;

namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Places the nodes of a trie into one array, so that one step finds the child of a node by the code of a unit.</summary>
/// <remarks>It grows by blocks, in which a base reaches every code. The free places are linked through the array, first to last.</remarks>
internal sealed class DoubleArray
{
    private const int Root = PieceTrie.Root;
    private const int SmallestBlock = 1 << 10;

    /// <summary>Ends the list of free places.</summary>
    private const int End = int.MaxValue;

    /// <summary>How many free places are tried for a node of several children.</summary>
    private const int MostTries = 256;

    /// <summary>How many places a node may take in the end, beside a number that any vocabulary may: pieces made to leave gaps are refused.</summary>
    private const long MostPlaces = 3;
    private const int LargestSlack = 1 << 22;

    private readonly int _block;
    private PieceNode[] _nodes = [];
    private int[] _ids = [];
    private int _length;
    private int _firstFree = End;
    private int _lastFree = End;
    private int _start = End;
    private int _newest = End;

    /// <summary>Makes the array of a root without children.</summary>
    /// <param name="codes">The number of codes, from 0 on.</param>
    public DoubleArray(int codes)
    {
        _block = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(codes, SmallestBlock));
        AddBlock();
        Take(Root, Root);
        _nodes[Root] = new PieceNode(0, End, PieceNode.NoPiece);
    }

    /// <summary>Gets the number of nodes, the root left out.</summary>
    public int Count { get; private set; }

    /// <summary>Gives the places, and the ids of the pieces that end there.</summary>
    public (PieceNode[] Nodes, int[] Ids) ToArrays() => (_nodes[.._length], _ids[.._length]);

    /// <summary>Places the children of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="children">The codes of the children, not empty.</param>
    /// <param name="place">What the codes are combined with.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryPlace(int node, ReadOnlySpan<ushort> children, out int place)
    {
        // The root comes first, and any code leads from it: its base may as well be 0, which is also that of a node without children.
        place = node == Root ? 0 : Find(children);
        Count += children.Length;
        if (_length - LargestSlack > MostPlaces * Count)
        {
            return false;
        }

        _nodes[node] = _nodes[node] with { Base = place };
        foreach (var code in children)
        {
            Take(place ^ code, node);
        }

        return true;
    }

    /// <summary>Says which piece ends at a node.</summary>
    public void SetPiece(int node, int id, double score)
    {
        _nodes[node] = _nodes[node] with { Score = score };
        _ids[node] = id;
    }

    private int Find(ReadOnlySpan<ushort> children)
    {
        if (_firstFree == End)
        {
            AddBlock();
        }

        if (children.Length == 1)
        {
            return _firstFree ^ children[0];
        }

        // What was tried in vain is left to nodes of one child. The newest block has the most room, and is tried before another one is added.
        return TryFind(children, _start == End ? _firstFree : _start, out _start, out var place) || TryFind(children, _newest, out _, out place) ? place : AddBlock();
    }

    /// <summary>Looks for a place from a free one on.</summary>
    /// <param name="children">The codes of the children.</param>
    /// <param name="free">The free place.</param>
    /// <param name="next">Where to go on.</param>
    /// <param name="place">What the codes are combined with.</param>
    private bool TryFind(ReadOnlySpan<ushort> children, int free, out int next, out int place)
    {
        for (var tries = 0; free != End && tries < MostTries; tries++)
        {
            place = free ^ children[0];
            if (Fits(place, children))
            {
                next = free;
                return true;
            }

            free = ~_nodes[free].Check;
        }

        (next, place) = (free, End);
        return false;
    }

    private bool Fits(int place, ReadOnlySpan<ushort> children)
    {
        foreach (var code in children)
        {
            if (!_nodes[place ^ code].IsFree)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a place out of the free ones.</summary>
    private void Take(int place, int node)
    {
        var (before, after) = (_nodes[place].Base, ~_nodes[place].Check);
        _ = before == End ? _firstFree = after : Link(before, after);
        _lastFree = after == End ? before : _lastFree;
        if (after != End)
        {
            _nodes[after] = _nodes[after] with { Base = before };
        }

        _start = _start == place ? after : _start;
        _newest = _newest == place ? after : _newest;
        _nodes[place] = new PieceNode(0, node, PieceNode.NoPiece);
    }

    private int Link(int before, int after)
    {
        _nodes[before] = _nodes[before] with { Check = ~after };
        return after;
    }

    /// <summary>Adds a block of free places.</summary>
    /// <returns>Its beginning, from which every code leads to a free place.</returns>
    private int AddBlock()
    {
        var first = _length;
        _length += _block;
        if (_length > _nodes.Length)
        {
            var capacity = Math.Max(_length, _nodes.Length * 2);
            Array.Resize(ref _nodes, capacity);
            Array.Resize(ref _ids, capacity);
        }

        for (var place = first; place < _length; place++)
        {
            _nodes[place] = new PieceNode(place == first ? _lastFree : place - 1, ~(place == _length - 1 ? End : place + 1), PieceNode.NoPiece);
        }

        _firstFree = _firstFree == End ? first : _firstFree;
        _ = _lastFree == End ? first : Link(_lastFree, first);
        _lastFree = _length - 1;
        _newest = first;
        return first;
    }
}
