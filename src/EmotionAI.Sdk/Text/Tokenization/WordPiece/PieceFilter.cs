using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Tells whether a hash may be that of a piece: a set of bits, so small that it stays in the nearest cache.</summary>
/// <param name="bits">How many bits of the hash are looked at, from the highest on; 6 or more.</param>
internal sealed class PieceFilter(int bits)
{
    private readonly ulong[] _bits = new ulong[1 << (bits - 6)];
    private readonly int _shift = 64 - bits;

    public void Add(ulong hash) => _bits[hash >> _shift >> 6] |= 1UL << (int)(hash >> _shift);

    /// <summary>Gives 1 for the hashes that were added and for a few others, 0 for the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Allows(ulong hash)
    {
        var bit = hash >> _shift;
        return (uint)(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bits), (nint)(bit >> 6)) >> (int)bit) & 1;
    }
}
