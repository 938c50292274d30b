using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Audio.Dsp;

/// <summary>Swaps rows and columns of eight vectors of eight lanes.</summary>
internal static class LaneMatrix
{
    private const int Size = 8;

    /// <summary>Swaps rows and columns in place.</summary>
    public static void Transpose(Span<Vector256<float>> rows)
    {
        rows = rows[..Size];
        if (Avx.IsSupported)
        {
            Transpose(rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7], ref MemoryMarshal.GetReference(rows));
            return;
        }

        for (var i = 0; i < Size; i++)
        {
            for (var j = i + 1; j < Size; j++)
            {
                var upper = rows[i][j];
                rows[i] = rows[i].WithElement(j, rows[j][i]);
                rows[j] = rows[j].WithElement(i, upper);
            }
        }
    }

    /// <summary>Writes eight samples of each of eight frames as columns, each multiplied by its weight. Needs AVX; nothing is checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref float samples, nint hop, ref float weights, ref Vector256<float> columns)
    {
        Transpose(
            At(ref samples, 0), At(ref samples, hop), At(ref samples, 2 * hop), At(ref samples, 3 * hop),
            At(ref samples, 4 * hop), At(ref samples, 5 * hop), At(ref samples, 6 * hop), At(ref samples, 7 * hop), ref columns);
        for (var i = 0; i < Size; i++)
        {
            Unsafe.Add(ref columns, i) *= Unsafe.Add(ref weights, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> At(ref float samples, nint offset) => Vector256.LoadUnsafe(ref samples, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<float> x0, Vector256<float> x1, Vector256<float> x2, Vector256<float> x3,
        Vector256<float> x4, Vector256<float> x5, Vector256<float> x6, Vector256<float> x7, ref Vector256<float> y)
    {
        var (a0, a1, a2, a3) = (Avx.UnpackLow(x0, x1), Avx.UnpackHigh(x0, x1), Avx.UnpackLow(x2, x3), Avx.UnpackHigh(x2, x3));
        var (a4, a5, a6, a7) = (Avx.UnpackLow(x4, x5), Avx.UnpackHigh(x4, x5), Avx.UnpackLow(x6, x7), Avx.UnpackHigh(x6, x7));
        var (b0, b1, b2, b3) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5, b6, b7) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE), Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        y = Avx.Permute2x128(b0, b4, 0x20);
        Unsafe.Add(ref y, 1) = Avx.Permute2x128(b1, b5, 0x20);
        Unsafe.Add(ref y, 2) = Avx.Permute2x128(b2, b6, 0x20);
        Unsafe.Add(ref y, 3) = Avx.Permute2x128(b3, b7, 0x20);
        Unsafe.Add(ref y, 4) = Avx.Permute2x128(b0, b4, 0x31);
        Unsafe.Add(ref y, 5) = Avx.Permute2x128(b1, b5, 0x31);
        Unsafe.Add(ref y, 6) = Avx.Permute2x128(b2, b6, 0x31);
        Unsafe.Add(ref y, 7) = Avx.Permute2x128(b3, b7, 0x31);
    }
}
