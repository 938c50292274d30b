using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionAI.Text.Tokenization;

/// <summary>Maps ASCII pieces of one to sixteen characters, which are nearly all that occur, to ids. A piece is two numbers, so that asking takes no loop over its text.</summary>
internal sealed class AsciiPieceTable
{
    /// <summary>The longest piece that fits, in characters.</summary>
    public const int LongestPiece = 16;

    private const ulong LowFactor = 0x9E37_79B9_7F4A_7C15;
    private const ulong HighFactor = 0xD6E8_FEB8_6659_FD93;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Builds the table of those pieces that are short enough and ASCII. Pieces that come first are found fastest.</summary>
    public AsciiPieceTable(IEnumerable<KeyValuePair<string, int>> pieces)
    {
        var fitting = pieces.Where(piece => Fits(piece.Key)).ToList();
        var bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, fitting.Count)) + 2);
        _shift = 64 - bits;
        _slots = new Slot[1 << bits];
        Span<byte> key = stackalloc byte[LongestPiece];
        foreach (var (text, id) in fitting)
        {
            key.Clear();
            System.Text.Encoding.ASCII.GetBytes(text, key);
            Add(MemoryMarshal.Cast<byte, ulong>(key)[0], MemoryMarshal.Cast<byte, ulong>(key)[1], id);
        }
    }

    /// <summary>Gets masks for <see cref="Find"/>: that of the first eight characters of a piece of n is at n + 8, that of the others at n.</summary>
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    /// <summary>Finds a piece.</summary>
    /// <param name="units">Its first character; sixteen must be readable.</param>
    /// <param name="length">Its length, 0 to 16.</param>
    /// <returns>The id; -1 where the vocabulary has no such piece. What it is for a length of 0 does not matter.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte units, int length)
    {
        ref var masks = ref MemoryMarshal.GetReference(Masks);
        var low = Unsafe.ReadUnaligned<ulong>(ref units) & Unsafe.Add(ref masks, length + 8);
        var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref units, 8)) & Unsafe.Add(ref masks, length);
        ref readonly var slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (nint)Hash(low, high));
        return slot.Is(low, high) ? slot.Id : FindNext(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Hash(ulong low, ulong high) => ((low * LowFactor) + (high * HighFactor)) >> _shift;

    private int FindNext(ulong low, ulong high)
    {
        for (var index = (int)Hash(low, high); !_slots[index].IsEmpty; index = Next(index))
        {
            if (_slots[index].Is(low, high))
            {
                return _slots[index].Id;
            }
        }

        return -1;
    }

    private void Add(ulong low, ulong high, int id)
    {
        // The first slot stays empty: it is what a piece of no length finds.
        var index = Math.Max(1, (int)Hash(low, high));
        while (!_slots[index].IsEmpty)
        {
            index = Next(index);
        }

        _slots[index] = new Slot(low, high, id);
    }

    private int Next(int index) => Math.Max(1, (index + 1) & (_slots.Length - 1));

    private static bool Fits(string piece) => piece.Length is >= 1 and <= LongestPiece && piece.AsSpan().IndexOfAnyExceptInRange('\x01', '\x7F') < 0;

    private readonly record struct Slot(ulong Low, ulong High, int Id)
    {
        public bool IsEmpty => Low == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Is(ulong low, ulong high) => ((Low ^ low) | (High ^ high)) == 0;
    }
}
