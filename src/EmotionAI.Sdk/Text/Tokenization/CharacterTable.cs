using System.Buffers.Binary;

namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what BERT's normalizer in <c>tokenizers</c> knows of Unicode: the classes of about Unicode 8, canonical decompositions, lower case.</summary>
/// <remarks>The data is made by eng/make-character-table.py, so that answers depend neither on the runtime's Unicode version nor on ICU.</remarks>
internal sealed class CharacterTable
{
    private const string ResourceName = "CharacterTable.bin";

    private static readonly Lazy<CharacterTable> Shared = new(() => new CharacterTable());

    private readonly byte[] _plane = new byte[0x10000];
    private readonly List<(int First, int Last, CharacterClass Class)> _ranges = [];
    private readonly Dictionary<int, int[]> _decompositions;
    private readonly Dictionary<int, int[]> _lowerCases;
    private readonly Dictionary<int, int> _combiningClasses = [];

    private CharacterTable()
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream(ResourceName)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var position = 0;
        int Next() => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((position += sizeof(int)) - sizeof(int)));

        for (var count = Next(); count > 0; count--)
        {
            AddRange(Next(), Next(), (CharacterClass)Next());
        }

        _decompositions = ReadMap(Next);
        _lowerCases = ReadMap(Next);
        for (var count = Next(); count > 0; count--)
        {
            _combiningClasses.Add(Next(), Next());
        }
    }

    public static CharacterTable Instance => Shared.Value;

    public CharacterClass ClassOf(int codePoint)
    {
        if (codePoint < _plane.Length)
        {
            return (CharacterClass)_plane[codePoint];
        }

        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, kind) = _ranges[middle];
            if (codePoint < first)
            {
                high = middle - 1;
            }
            else if (codePoint > last)
            {
                low = middle + 1;
            }
            else
            {
                return kind;
            }
        }

        return CharacterClass.Letter;
    }

    /// <summary>Gets the canonical decomposition, applied to the end; empty where a code point stands for itself. Hangul is not in it.</summary>
    public ReadOnlySpan<int> DecompositionOf(int codePoint) => _decompositions.TryGetValue(codePoint, out var value) ? value : [];

    /// <summary>Gets the full lower case; empty where a code point stands for itself.</summary>
    public ReadOnlySpan<int> LowerCaseOf(int codePoint) => _lowerCases.TryGetValue(codePoint, out var value) ? value : [];

    /// <summary>Gets the canonical combining class of a code point that is no accent; 0 for nearly all.</summary>
    public int CombiningClassOf(int codePoint) => _combiningClasses.GetValueOrDefault(codePoint);

    private static Dictionary<int, int[]> ReadMap(Func<int> next)
    {
        var count = next();
        var map = new Dictionary<int, int[]>(count);
        for (; count > 0; count--)
        {
            var key = next();
            var value = new int[next()];
            for (var i = 0; i < value.Length; i++)
            {
                value[i] = next();
            }

            map.Add(key, value);
        }

        return map;
    }

    private void AddRange(int first, int last, CharacterClass kind)
    {
        if (first < _plane.Length)
        {
            _plane.AsSpan(first..(Math.Min(last, _plane.Length - 1) + 1)).Fill((byte)kind);
        }

        if (last >= _plane.Length)
        {
            _ranges.Add((first, last, kind));
        }
    }
}
