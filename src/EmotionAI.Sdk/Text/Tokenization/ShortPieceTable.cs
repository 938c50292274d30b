using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Text.Tokenization;

/// <summary>Maps ASCII pieces of one to eight characters, which are nearly all that occur, to ids. A piece is one number, so that asking takes no loop and no comparison of text.</summary>
internal sealed class ShortPieceTable
{
    /// <summary>The longest piece that fits, in characters.</summary>
    public const int LongestPiece = 8;

    private const ulong Factor = 0xD6E8_FEB8_6659_FD93;
    private const ulong NotAscii = 0x8080_8080_8080_8080;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Builds the table of those pieces that are short enough and ASCII.</summary>
    public ShortPieceTable(IEnumerable<KeyValuePair<string, int>> pieces)
    {
        var fitting = pieces.Where(piece => Fits(piece.Key)).ToList();
        var bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, fitting.Count)) + 2);
        _shift = 64 - bits;
        _slots = new Slot[1 << bits];
        foreach (var (text, id) in fitting)
        {
            var key = 0UL;
            for (var i = 0; i < text.Length; i++)
            {
                key |= (ulong)text[i] << (8 * i);
            }

            var index = (int)((key * Factor) >> _shift);
            while (_slots[index].Key != 0)
            {
                index = (index + 1) & (_slots.Length - 1);
            }

            _slots[index] = new Slot(key, id);
        }
    }

    /// <summary>Packs eight units; those beyond the word are masked off by <see cref="Prefix"/>.</summary>
    /// <param name="units">Eight units or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pack(ReadOnlySpan<char> units)
    {
        var wide = Vector128.Create(MemoryMarshal.Cast<char, ushort>(units[..LongestPiece]));
        return Vector128.NarrowWithSaturation(wide, wide).AsUInt64().ToScalar();
    }

    /// <summary>Gives the key of the first characters of a packed word, 1 to 8 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Prefix(ulong packed, int length) => packed & (ulong.MaxValue >> (64 - (8 * length)));

    /// <summary>Tells whether a key is of ASCII characters only; no other one may be asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAscii(ulong key) => (key & NotAscii) == 0;

    /// <summary>Finds a piece.</summary>
    /// <returns>The id; -1 where the vocabulary has no such piece.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong key)
    {
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var mask = _slots.Length - 1;
        for (var index = (int)((key * Factor) >> _shift); ; index = (index + 1) & mask)
        {
            ref readonly var slot = ref Unsafe.Add(ref slots, index);
            if (slot.Key == key)
            {
                return slot.Id;
            }

            if (slot.Key == 0)
            {
                return -1;
            }
        }
    }

    private static bool Fits(string piece) => piece.Length is >= 1 and <= LongestPiece && piece.AsSpan().IndexOfAnyExceptInRange('\x01', '\x7F') < 0;

    private readonly record struct Slot(ulong Key, int Id);
}
