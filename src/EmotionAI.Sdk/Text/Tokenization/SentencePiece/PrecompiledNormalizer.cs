using System.Text;
using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Replaces characters by a precompiled map as <c>Precompiled</c> of <c>tokenizers</c> does: a grapheme cluster of fewer than 6 UTF-8 bytes is looked up whole, what is then not found code point by code point.</summary>
/// <remarks>SentencePiece itself takes the longest prefix: results can differ, and those of <c>tokenizers</c> are what models are used with.</remarks>
internal sealed class PrecompiledNormalizer : INormalizer
{
    private const int LargestCluster = 5;

    private readonly PrecompiledMap _map;
    private readonly bool[] _plain = new bool[char.MaxValue + 1];
    private readonly bool _keepsAscii;

    public PrecompiledNormalizer(PrecompiledMap map)
    {
        _map = map;
        var clusters = ClusterTable.Instance.Units;
        for (var unit = 0; unit < _plain.Length; unit++)
        {
            _plain[unit] = clusters[unit] == 0 && !char.IsSurrogate((char)unit) && !map.Maps((char)unit);
        }

        _keepsAscii = !_plain.AsSpan(' '..('~' + 1)).Contains(false);
    }

    /// <inheritdoc/>
    public int Growth => Math.Max(1, _map.LongestText);

    /// <inheritdoc/>
    public void Normalize(NormalizedText text)
    {
        var units = text.Units;
        var edit = new ClusterEdit(text);
        for (var position = 0; position < units.Length;)
        {
            var start = FirstCluster(units, position);
            edit.KeepTo(start);
            position = NormalizeClusters(units, start, ref edit);
        }

        edit.End();
    }

    /// <summary>Finds a cluster of more than one plain unit, or of one that is not plain.</summary>
    private int FirstCluster(ReadOnlySpan<char> units, int position)
    {
        for (var at = position; at < units.Length; at++)
        {
            if (_keepsAscii && char.IsAscii(units[at]))
            {
                var ascii = units[at..].IndexOfAnyExceptInRange(' ', '~');
                if (ascii < 0)
                {
                    return units.Length;
                }

                at += ascii;
            }

            if (!_plain[units[at]])
            {
                // What is plain joins nothing, but may be joined.
                return at > position ? at - 1 : at;
            }
        }

        return units.Length;
    }

    /// <summary>Normalizes clusters until two plain units follow.</summary>
    /// <returns>Where it stopped.</returns>
    private int NormalizeClusters(ReadOnlySpan<char> units, int position, ref ClusterEdit edit)
    {
        while (position < units.Length)
        {
            var end = GraphemeClusters.EndOf(units, position);
            Normalize(units[position..end], position, ref edit);
            position = end;
            if (position < units.Length && _plain[units[position]] && (position + 1 == units.Length || _plain[units[position + 1]]))
            {
                break;
            }
        }

        return position;
    }

    private void Normalize(ReadOnlySpan<char> cluster, int start, ref ClusterEdit edit)
    {
        if (cluster.Length <= LargestCluster && Encoding.UTF8.GetByteCount(cluster) <= LargestCluster && _map.TryGet(cluster, out var whole))
        {
            edit.Replace(start, CodePoints(cluster), whole);
            return;
        }

        for (int at = 0, length; at < cluster.Length; at += length)
        {
            length = char.IsHighSurrogate(cluster[at]) ? 2 : 1;
            if (_map.TryGet(cluster.Slice(at, length), out var replacement))
            {
                edit.Replace(start + at, 1, replacement);
            }
            else
            {
                edit.KeepTo(start + at + length);
            }
        }
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }
}
