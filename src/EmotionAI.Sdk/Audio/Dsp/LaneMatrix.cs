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
            Transpose(rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7], ref MemoryMarshal.GetReference(rows), 1);
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
            At(ref samples, 4 * hop), At(ref samples, 5 * hop), At(ref samples, 6 * hop), At(ref samples, 7 * hop), ref columns, 1);
        for (var i = 0; i < Size; i++)
        {
            Unsafe.Add(ref columns, i) *= Unsafe.Add(ref weights, i);
        }
    }

    /// <summary>Writes eight samples of each of eight rows as columns. Nothing is checked.</summary>
    /// <param name="samples">The first sample of the first row.</param>
    /// <param name="distance">The distance from row to row, in samples.</param>
    /// <param name="columns">Receives the first column.</param>
    /// <param name="step">The distance from column to column, in vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref float samples, nint distance, ref Vector256<float> columns, nint step)
    {
        if (Avx.IsSupported)
        {
            Transpose(
                At(ref samples, 0), At(ref samples, distance), At(ref samples, 2 * distance), At(ref samples, 3 * distance),
                At(ref samples, 4 * distance), At(ref samples, 5 * distance), At(ref samples, 6 * distance), At(ref samples, 7 * distance), ref columns, step);
            return;
        }

        for (nint i = 0; i < Size; i++)
        {
            Unsafe.Add(ref columns, i * step) = Gather(ref Unsafe.Add(ref samples, i), distance);
        }
    }

    /// <summary>Gathers one sample of each of eight rows. Nothing is checked.</summary>
    public static Vector256<float> Gather(ref float samples, nint distance) => Vector256.Create(
        samples, Unsafe.Add(ref samples, distance), Unsafe.Add(ref samples, 2 * distance), Unsafe.Add(ref samples, 3 * distance),
        Unsafe.Add(ref samples, 4 * distance), Unsafe.Add(ref samples, 5 * distance), Unsafe.Add(ref samples, 6 * distance), Unsafe.Add(ref samples, 7 * distance));

    /// <summary>Swaps rows and columns of every second of sixteen vectors.</summary>
    /// <param name="columns">The first of them; at least fifteen vectors are there.</param>
    /// <param name="rows">Receives the eight rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector256<float> columns, Span<Vector256<float>> rows)
    {
        rows = rows[..Size];
        for (var i = 0; i < Size; i++)
        {
            rows[i] = Unsafe.Add(ref columns, 2 * i);
        }

        Transpose(rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> At(ref float samples, nint offset) => Vector256.LoadUnsafe(ref samples, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<float> x0, Vector256<float> x1, Vector256<float> x2, Vector256<float> x3,
        Vector256<float> x4, Vector256<float> x5, Vector256<float> x6, Vector256<float> x7, ref Vector256<float> y, nint step)
    {
        var (a0, a1, a2, a3) = (Avx.UnpackLow(x0, x1), Avx.UnpackHigh(x0, x1), Avx.UnpackLow(x2, x3), Avx.UnpackHigh(x2, x3));
        var (a4, a5, a6, a7) = (Avx.UnpackLow(x4, x5), Avx.UnpackHigh(x4, x5), Avx.UnpackLow(x6, x7), Avx.UnpackHigh(x6, x7));
        var (b0, b1, b2, b3) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5, b6, b7) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE), Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        y = Avx.Permute2x128(b0, b4, 0x20);
        Unsafe.Add(ref y, step) = Avx.Permute2x128(b1, b5, 0x20);
        Unsafe.Add(ref y, 2 * step) = Avx.Permute2x128(b2, b6, 0x20);
        Unsafe.Add(ref y, 3 * step) = Avx.Permute2x128(b3, b7, 0x20);
        Unsafe.Add(ref y, 4 * step) = Avx.Permute2x128(b0, b4, 0x31);
        Unsafe.Add(ref y, 5 * step) = Avx.Permute2x128(b1, b5, 0x31);
        Unsafe.Add(ref y, 6 * step) = Avx.Permute2x128(b2, b6, 0x31);
        Unsafe.Add(ref y, 7 * step) = Avx.Permute2x128(b3, b7, 0x31);
    }
}
