namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Finds the pieces that begin at a place of a text: a double array over UTF-16 units, which are numbered by how often they occur.</summary>
internal sealed class PieceTrie
{
    /// <summary>The node at which every walk begins.</summary>
    public const int Root = 0;

    private readonly ushort[] _codes;
    private readonly PieceNode[] _nodes;
    private readonly int[] _ids;

    internal PieceTrie(ushort[] codes, PieceNode[] nodes, int[] ids) => (_codes, _nodes, _ids) = (codes, nodes, ids);

    /// <summary>Gets the code of each UTF-16 unit.</summary>
    public ReadOnlySpan<ushort> Codes => _codes;

    /// <summary>Gets the nodes; a base combined with any code is one of them.</summary>
    public ReadOnlySpan<PieceNode> Nodes => _nodes;

    /// <summary>Gets the id of the piece that ends at a node.</summary>
    public int IdOf(int node) => _ids[node];

    /// <summary>Finds a piece.</summary>
    /// <returns>Its id; -1 where there is none.</returns>
    public int Find(ReadOnlySpan<char> piece)
    {
        var node = Root;
        foreach (var unit in piece)
        {
            var next = _nodes[node].Base ^ _codes[unit];
            if (_nodes[next].Check != node)
            {
                return -1;
            }

            node = next;
        }

        return _nodes[node].IsPiece ? _ids[node] : -1;
    }
}
