using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Computes the CRC-32 of zip archives (reflected polynomial 0xEDB88320).</summary>
/// <remarks>Folds 64 bytes at a time by carry-less multiplication as Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (Intel, 2009), describe; eight tables serve where the processor has none, and the rest.</remarks>
internal static class ZipChecksum
{
    private const uint Polynomial = 0xEDB88320;
    private const int Tables = 8;
    private const int TableEntries = 256;
    private const int BlockBytes = 1 << 24;
    private const int FoldedBytes = 64;
    private const ulong FoldFourLow = 0x0154442BD4;
    private const ulong FoldFourHigh = 0x01C6E41596;
    private const ulong FoldOneLow = 0x01751997D0;
    private const ulong FoldOneHigh = 0x00CCAA009E;

    private static readonly uint[] Table = CreateTables();

    /// <summary>Computes the checksum of a part of a file.</summary>
    public static uint Compute(MappedFile file, long offset, long length)
    {
        var state = uint.MaxValue;
        while (length > 0)
        {
            var count = (int)Math.Min(length, BlockBytes);
            state = Append(state, file.Slice(offset, count));
            offset += count;
            length -= count;
        }

        return ~state;
    }

    /// <summary>Computes the checksum of a block.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    /// <summary>Computes the checksum with tables alone.</summary>
    internal static uint ComputeByTables(ReadOnlySpan<byte> bytes) => ~AppendByTables(uint.MaxValue, bytes);

    private static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= 2 * FoldedBytes)
        {
            var folded = bytes.Length & ~15;
            state = Fold(state, bytes[..folded]);
            bytes = bytes[folded..];
        }

        return AppendByTables(state, bytes);
    }

    /// <summary>Folds whole 16-byte lanes down to one, whose own checksum is that of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var a = Load(ref start, 0) ^ Vector128.CreateScalar((ulong)state);
        var b = Load(ref start, 16);
        var c = Load(ref start, 32);
        var d = Load(ref start, 48);
        var keys = Vector128.Create(FoldFourLow, FoldFourHigh);
        var i = FoldedBytes;
        for (; i <= bytes.Length - FoldedBytes; i += FoldedBytes)
        {
            a = Step(a, keys) ^ Load(ref start, i);
            b = Step(b, keys) ^ Load(ref start, i + 16);
            c = Step(c, keys) ^ Load(ref start, i + 32);
            d = Step(d, keys) ^ Load(ref start, i + 48);
        }

        keys = Vector128.Create(FoldOneLow, FoldOneHigh);
        a = Step(a, keys) ^ b;
        a = Step(a, keys) ^ c;
        a = Step(a, keys) ^ d;
        for (; i < bytes.Length; i += 16)
        {
            a = Step(a, keys) ^ Load(ref start, i);
        }

        Span<byte> lane = stackalloc byte[16];
        a.AsByte().CopyTo(lane);
        return AppendByTables(0, lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte start, int offset) => Vector128.LoadUnsafe(ref start, (nuint)offset).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> lane, Vector128<ulong> keys) =>
        Pclmulqdq.CarrylessMultiply(lane, keys, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, keys, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint AppendByTables(uint state, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        while (bytes.Length >= Tables)
        {
            var low = state ^ MemoryMarshal.Read<uint>(bytes);
            var high = MemoryMarshal.Read<uint>(bytes[4..]);
            state = table[(7 * TableEntries) + (int)(low & 0xFF)]
                ^ table[(6 * TableEntries) + (int)((low >> 8) & 0xFF)]
                ^ table[(5 * TableEntries) + (int)((low >> 16) & 0xFF)]
                ^ table[(4 * TableEntries) + (int)(low >> 24)]
                ^ table[(3 * TableEntries) + (int)(high & 0xFF)]
                ^ table[(2 * TableEntries) + (int)((high >> 8) & 0xFF)]
                ^ table[TableEntries + (int)((high >> 16) & 0xFF)]
                ^ table[(int)(high >> 24)];
            bytes = bytes[Tables..];
        }

        foreach (var value in bytes)
        {
            state = (state >> 8) ^ table[(int)((state ^ value) & 0xFF)];
        }

        return state;
    }

    private static uint[] CreateTables()
    {
        var table = new uint[Tables * TableEntries];
        for (var i = 0u; i < TableEntries; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * Polynomial);
            }

            table[i] = value;
        }

        for (var i = TableEntries; i < table.Length; i++)
        {
            var before = table[i - TableEntries];
            table[i] = (before >> 8) ^ table[(int)(before & 0xFF)];
        }

        return table;
    }
}
