namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Holds the pairs of a merge list as text, in one array.</summary>
internal sealed class MergeList
{
    private const int FirstUnits = 1_024;

    private readonly List<(int Start, int Middle, int End)> _pairs = [];
    private char[] _units = new char[FirstUnits];

    public int Count => _pairs.Count;

    public ReadOnlySpan<char> LeftOf(int rank) => _units.AsSpan(_pairs[rank].Start.._pairs[rank].Middle);

    public ReadOnlySpan<char> RightOf(int rank) => _units.AsSpan(_pairs[rank].Middle.._pairs[rank].End);

    public void Add(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var start = Count == 0 ? 0 : _pairs[^1].End;
        var (middle, end) = (start + left.Length, start + left.Length + right.Length);
        if (end > _units.Length)
        {
            Array.Resize(ref _units, Math.Max(end, _units.Length * 2));
        }

        left.CopyTo(_units.AsSpan(start));
        right.CopyTo(_units.AsSpan(middle));
        _pairs.Add((start, middle, end));
    }

    /// <summary>Adds a pair that is written as two tokens with a blank between them.</summary>
    /// <returns>Whether it is.</returns>
    public bool TryAdd(ReadOnlySpan<char> pair)
    {
        var blank = pair.IndexOf(' ');
        if (blank < 0 || pair[(blank + 1)..].Contains(' '))
        {
            return false;
        }

        Add(pair[..blank], pair[(blank + 1)..]);
        return true;
    }
}
