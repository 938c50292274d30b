using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace EmotionAI.Text.Tokenization;

/// <summary>Maps ASCII pieces of one to sixteen characters, which are nearly all that occur, to ids. A piece is two numbers, so that asking takes no loop over its text.</summary>
/// <remarks>Learns words of a few pieces, so that the next time they are found as fast as those of one; bounded, and safe for concurrent use.</remarks>
internal sealed class AsciiPieceTable
{
    /// <summary>The longest piece that fits, in characters.</summary>
    public const int LongestPiece = 16;

    /// <summary>So many ids are written by <see cref="Find"/>, of which fewer may count.</summary>
    public const int WrittenIds = 4;

    private const int MostIds = 3;
    private const int LeastBits = 10;
    private const int SlotLength = 32;
    private const int LineLength = 64;
    private const ulong LowFactor = 0x9E37_79B9_7F4A_7C15;
    private const ulong HighFactor = 0xD6E8_FEB8_6659_FD93;

    private readonly Slot[] _slots;
    private readonly PieceFilter _filter;
    private readonly int _shift;
    private readonly int _count;
    private readonly nint _offset;
    private int _room;
    private int _isLearning;

    /// <summary>Builds the table of those pieces that are short enough and ASCII. Pieces that come first are found fastest.</summary>
    public AsciiPieceTable(IEnumerable<KeyValuePair<string, int>> pieces)
    {
        var fitting = pieces.Where(piece => Fits(piece.Key)).ToList();
        var bits = Math.Max(LeastBits, BitOperations.Log2((uint)Math.Max(1, fitting.Count)) + 2);
        _shift = 64 - bits;
        _count = 1 << bits;
        _slots = GC.AllocateArray<Slot>(_count + (LineLength / SlotLength), pinned: true);
        _offset = -Marshal.UnsafeAddrOfPinnedArrayElement(_slots, 0) & (LineLength - 1);
        _room = (_count * 5 / 8) - fitting.Count;
        _filter = new PieceFilter(bits + 2);
        Span<byte> units = stackalloc byte[LongestPiece];
        foreach (var (text, id) in fitting)
        {
            Encoding.ASCII.GetBytes(text, units);
            var (low, high) = Key(ref units[0], text.Length);
            Place(low, high) = new Slot(low, high, id, 0, 0, 1);
            _filter.Add(Mix(low, high));
        }
    }

    /// <summary>Gets what masks for keys are cut from: that of a piece of n begins n before the middle.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Finds a word.</summary>
    /// <param name="units">Its first character; sixteen must be readable.</param>
    /// <param name="length">Its length, 0 to 16.</param>
    /// <param name="ids">Receives <see cref="WrittenIds"/> ids.</param>
    /// <returns>How many of them count, 0 for a length of 0; -1 where there is no such word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte units, int length, ref int ids)
    {
        var (low, high) = Key(ref units, length);
        ref var slot = ref At((nint)(Mix(low, high) >> _shift));
        if (!slot.Is(low, high))
        {
            slot = ref Place(low, high);
            if (!slot.Is(low, high))
            {
                return -1;
            }
        }

        slot.Ids.StoreUnsafe(ref ids);
        return slot.Count;
    }

    /// <summary>Finds the longest piece at the beginning of a text.</summary>
    /// <param name="units">The first character; sixteen must be readable.</param>
    /// <param name="longest">The greatest length that the piece may have, 0 to 16.</param>
    /// <param name="length">Receives the length of the piece.</param>
    /// <returns>The id; -1 where there is no such piece.</returns>
    public int FindLongest(ref byte units, int longest, out int length)
    {
        var lengths = PossibleLengths(ref units, longest);
        for (; lengths != 0; lengths ^= 1U << length)
        {
            length = BitOperations.Log2(lengths);
            var (low, high) = Key(ref units, length);
            ref readonly var slot = ref Place(low, high);
            if (slot.Is(low, high) && slot.Count == 1)
            {
                return slot.Id;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>Remembers the ids of a word that is no piece, unless there are too many of them or no room is left.</summary>
    public void Learn(ref byte units, int length, ReadOnlySpan<int> ids)
    {
        if (ids.Length is < 2 or > MostIds || _room == 0 || Interlocked.CompareExchange(ref _isLearning, 1, 0) != 0)
        {
            return;
        }

        var (low, high) = Key(ref units, length);
        ref var slot = ref Place(low, high);
        if (slot.IsEmpty && _room > 0)
        {
            // Slots never change once they have a key, and that is written last: who sees it sees the rest.
            _room--;
            slot.Publish(new Slot(low, high, ids[0], ids[1], ids.Length > 2 ? ids[2] : 0, ids.Length));
        }

        Volatile.Write(ref _isLearning, 0);
    }

    /// <summary>Asks the filter for all lengths at once; nearly all that it allows are true.</summary>
    private uint PossibleLengths(ref byte units, int longest)
    {
        var lengths = 0U;
        for (var length = 1; length <= 8 || length <= longest; length++)
        {
            var (low, high) = Key(ref units, length);
            lengths |= _filter.Allows(Mix(low, high)) << length;
        }

        return lengths & ((2U << longest) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Low, ulong High) Key(ref byte units, int length)
    {
        ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), LongestPiece - length);
        return (Unsafe.ReadUnaligned<ulong>(ref units) & Unsafe.ReadUnaligned<ulong>(ref mask),
            Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref units, 8)) & Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref mask, 8)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong low, ulong high) => (low * LowFactor) + (high * HighFactor);

    /// <summary>Finds the slot of a key, or the empty one where it would be.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Slot Place(ulong low, ulong high)
    {
        // The first slot stays empty: it is what a word of no length finds.
        var index = Math.Max(1, (int)(Mix(low, high) >> _shift));
        while (!At(index).IsEmpty && !At(index).Is(low, high))
        {
            index = Math.Max(1, (index + 1) & (_count - 1));
        }

        return ref At(index);
    }

    /// <summary>Gets a slot. They are so placed that none crosses a line of the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot At(nint index) => ref Unsafe.Add(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_slots), _offset), index);

    private static bool Fits(string piece) => piece.Length is >= 1 and <= LongestPiece && piece.AsSpan().IndexOfAnyExceptInRange('\x01', '\x7F') < 0;

    /// <summary>Holds a word and its ids. The order of the fields matters: four numbers are read at <see cref="Id"/>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Slot(ulong low, ulong high, int id, int second, int third, int count)
    {
        private ulong _low = low;
        private ulong _high = high;
        private int _id = id;
        private int _second = second;
        private int _third = third;
        private int _count = count;

        public readonly int Id => _id;

        public readonly int Count => _count;

        public readonly bool IsEmpty => _low == 0;

        public readonly Vector128<int> Ids
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector128.LoadUnsafe(in _id);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Is(ulong low, ulong high) => Volatile.Read(ref _low) == low && _high == high;

        public void Publish(Slot word)
        {
            (_high, _id, _second, _third, _count) = (word._high, word._id, word._second, word._third, word._count);
            Volatile.Write(ref _low, word._low);
        }
    }
}
