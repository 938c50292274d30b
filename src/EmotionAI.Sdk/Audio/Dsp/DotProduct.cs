using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Audio.Dsp;

/// <summary>Multiplies and sums two short rows.</summary>
internal static class DotProduct
{
    /// <summary>The length must be a multiple of this.</summary>
    public const int Step = 8;

    /// <summary>Computes the sum of products.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">The first value of another row, which is not checked to be as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Compute(ReadOnlySpan<float> a, ref float b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        nuint i = 0;
        for (var end = (nuint)a.Length; i + (2 * Step) <= end; i += 2 * Step)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref b, i), even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + Step), Vector256.LoadUnsafe(ref b, i + Step), odd);
        }

        if (i < (nuint)a.Length)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref b, i), even);
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>Multiplies a row with one of cubics. Nothing is checked.</summary>
    /// <param name="row">The first value of the row.</param>
    /// <param name="cubics">The first of the coefficients of the powers 0 to 3, one row after the other.</param>
    /// <param name="length">The length of the row.</param>
    /// <param name="place">Where the cubics are taken, from 0 to 1.</param>
    /// <returns>Eight values, whose sum is the sum of products.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfCubics(ref float row, ref float cubics, nuint length, float place)
    {
        var x = Vector256.LoadUnsafe(ref row);
        var constant = x * Vector256.LoadUnsafe(ref cubics);
        var linear = x * Vector256.LoadUnsafe(ref cubics, length);
        var square = x * Vector256.LoadUnsafe(ref cubics, 2 * length);
        var cube = x * Vector256.LoadUnsafe(ref cubics, 3 * length);
        for (nuint i = Step; i < length; i += Step)
        {
            var samples = Vector256.LoadUnsafe(ref row, i);
            constant = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref cubics, i), constant);
            linear = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref cubics, i + length), linear);
            square = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref cubics, i + (2 * length)), square);
            cube = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref cubics, i + (3 * length)), cube);
        }

        var t = Vector256.Create(place);
        return Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(cube, t, square), t, linear), t, constant);
    }

    /// <summary>Sums each of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth)
    {
        if (Avx.IsSupported)
        {
            var halves = Avx.HorizontalAdd(Avx.HorizontalAdd(first, second), Avx.HorizontalAdd(third, fourth));
            return halves.GetLower() + halves.GetUpper();
        }

        return Vector128.Create(Vector256.Sum(first), Vector256.Sum(second), Vector256.Sum(third), Vector256.Sum(fourth));
    }
}
