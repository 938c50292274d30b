namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Holds how code points join to grapheme clusters in the crate unicode-segmentation, of Unicode 16.</summary>
/// <remarks>The data is made by eng/make-cluster-table.mjs, so that answers do not depend on the runtime's Unicode version. It is this project's own and trusted.</remarks>
internal sealed class ClusterTable
{
    private const string ResourceName = "ClusterTable.bin";

    private static readonly Lazy<ClusterTable> Shared = new(() => new ClusterTable());

    private readonly ushort[] _plane = new ushort[char.MaxValue + 1];
    private readonly List<(int First, int Last, ClusterFlags Flags)> _far = [];

    private ClusterTable()
    {
        using var stream = new BufferedStream(typeof(ClusterTable).Assembly.GetManifestResourceStream(ResourceName)!);
        var last = 0;
        for (var count = Read(stream); count > 0; count--)
        {
            var first = last + Read(stream);
            last = first + Read(stream);
            Add(first, last, (ClusterFlags)Read(stream));
        }
    }

    public static ClusterTable Instance => Shared.Value;

    /// <summary>Gets the flags of the UTF-16 units; of surrogates none.</summary>
    public ReadOnlySpan<ushort> Units => _plane;

    public ClusterFlags FlagsOf(int codePoint) => codePoint <= char.MaxValue ? (ClusterFlags)_plane[codePoint] : Find(codePoint);

    /// <summary>Reads an unsigned LEB128 number.</summary>
    private static int Read(Stream stream)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = stream.ReadByte();
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private void Add(int first, int last, ClusterFlags flags)
    {
        if (last <= char.MaxValue)
        {
            _plane.AsSpan(first..(last + 1)).Fill((ushort)flags);
        }
        else
        {
            _far.Add((first, last, flags));
        }
    }

    private ClusterFlags Find(int codePoint)
    {
        var (low, high) = (0, _far.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, flags) = _far[middle];
            if (codePoint >= first && codePoint <= last)
            {
                return flags;
            }

            (low, high) = codePoint < first ? (low, middle - 1) : (middle + 1, high);
        }

        return ClusterFlags.None;
    }
}
