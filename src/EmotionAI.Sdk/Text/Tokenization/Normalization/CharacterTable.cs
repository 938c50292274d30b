using System.Buffers.Binary;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Holds what <c>tokenizers</c> knows of Unicode: the classes of BERT (about Unicode 8), normalization forms (about 9), letters and numbers of regular expressions (16), lower case (17).</summary>
/// <remarks>The data is made by eng/make-character-table.py, so that answers depend neither on the runtime's Unicode version nor on ICU.</remarks>
internal sealed class CharacterTable
{
    private const string ResourceName = "CharacterTable.bin";
    private const int PlaneLength = 0x10000;

    private static readonly Lazy<CharacterTable> Shared = new(() => new CharacterTable());

    private readonly byte[] _plane = new byte[PlaneLength];
    private readonly int[] _ranges;
    private readonly CodePointRanges _marks;
    private readonly int[] _combining;
    private readonly int[] _composites;
    private readonly CodePointMap _canonical;
    private readonly CodePointMap _lowerCases;
    private readonly CodePointMap _compatible;

    private CharacterTable()
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream(ResourceName)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var position = 0;
        _ranges = Table(bytes, ref position);
        Letters = new CodePointRanges(Table(bytes, ref position));
        Numbers = new CodePointRanges(Table(bytes, ref position));
        _marks = new CodePointRanges(Table(bytes, ref position));
        _combining = Table(bytes, ref position);
        _composites = Table(bytes, ref position);
        _canonical = new CodePointMap(Table(bytes, ref position));
        _lowerCases = new CodePointMap(Table(bytes, ref position));
        _compatible = new CodePointMap(Table(bytes, ref position));
        for (var i = 0; i < _ranges.Length && _ranges[i] < PlaneLength; i += 3)
        {
            _plane.AsSpan(_ranges[i]..(Math.Min(_ranges[i + 1], PlaneLength - 1) + 1)).Fill((byte)_ranges[i + 2]);
        }
    }

    public static CharacterTable Instance => Shared.Value;

    /// <summary>Gets the classes that BERT gives to the code points of the first plane.</summary>
    public ReadOnlySpan<byte> Classes => _plane;

    /// <summary>Gets what matches <c>\p{L}</c>.</summary>
    public CodePointRanges Letters { get; }

    /// <summary>Gets what matches <c>\p{N}</c>.</summary>
    public CodePointRanges Numbers { get; }

    /// <summary>Gets what decomposes; Hangul is not in it.</summary>
    public CodePointMap Canonical => _canonical;

    /// <summary>Gets what decomposes otherwise for compatibility; Hangul is not in it.</summary>
    public CodePointMap Compatible => _compatible;

    /// <summary>Gets what has a lower case.</summary>
    public CodePointMap LowerCases => _lowerCases;

    /// <summary>Gets the pairs of code point and combining class, where that is not 0.</summary>
    public ReadOnlySpan<int> Combining => _combining;

    /// <summary>Gets the triples of first, second and what they compose to, in order.</summary>
    public ReadOnlySpan<int> Composites => _composites;

    /// <summary>Gets the class that BERT gives to a code point.</summary>
    public CharacterClass ClassOf(int codePoint)
    {
        if (codePoint < PlaneLength)
        {
            return (CharacterClass)_plane[codePoint];
        }

        var index = CodePointRanges.Search(_ranges, codePoint, width: 3);
        return index >= 0 && codePoint <= _ranges[index + 1] ? (CharacterClass)_ranges[index + 2] : CharacterClass.Letter;
    }

    /// <summary>Tells whether a code point is a mark of any kind (category M).</summary>
    public bool IsMark(int codePoint) => _marks.Contains(codePoint);

    /// <summary>Gets the canonical decomposition, applied to the end; empty where a code point stands for itself. Hangul is not in it.</summary>
    public ReadOnlySpan<int> DecompositionOf(int codePoint) => _canonical.Find(codePoint);

    /// <summary>Gets the full lower case; empty where a code point stands for itself.</summary>
    public ReadOnlySpan<int> LowerCaseOf(int codePoint) => _lowerCases.Find(codePoint);

    /// <summary>Gets the canonical combining class of a code point; 0 for nearly all.</summary>
    public int CombiningClassOf(int codePoint)
    {
        var index = CodePointRanges.Search(_combining, codePoint, width: 2);
        return index >= 0 && _combining[index] == codePoint ? _combining[index + 1] : 0;
    }

    /// <summary>Gets what two code points compose to, Hangul left out; -1 where they do not.</summary>
    public int Compose(int first, int second)
    {
        var index = CodePointRanges.Search(_composites, first, width: 3);
        for (; index >= 0 && _composites[index] == first; index -= 3)
        {
            if (_composites[index + 1] == second)
            {
                return _composites[index + 2];
            }
        }

        return -1;
    }

    private static int[] Table(byte[] bytes, ref int position)
    {
        var numbers = new int[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position))];
        position += sizeof(int);
        Buffer.BlockCopy(bytes, position, numbers, 0, numbers.Length * sizeof(int));
        position += numbers.Length * sizeof(int);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(numbers, numbers);
        }

        return numbers;
    }
}
