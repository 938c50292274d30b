using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Multiplies and sums two short rows.</summary>
internal static class DotProduct
{
    /// <summary>The length must be a multiple of this.</summary>
    public const int Step = 8;

    private const float Half = 1 / 2f;
    private const float Sixth = 1 / 6f;

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

    /// <summary>Computes the sum of products with a row that lies between the second and the third of four, on the cubic through all of them.</summary>
    /// <param name="a">A row.</param>
    /// <param name="rows">The first value of the four, one row after the other, which are not checked to be as long.</param>
    /// <param name="part">How far it is from the second to the third, from 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Between(ReadOnlySpan<float> a, ref float rows, float part)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var length = (nuint)a.Length;
        var (first, second, third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i < length; i += Step)
        {
            var samples = Vector256.LoadUnsafe(ref x, i);
            first = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref rows, i), first);
            second = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref rows, i + length), second);
            third = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref rows, i + (2 * length)), third);
            fourth = Vector256.FusedMultiplyAdd(samples, Vector256.LoadUnsafe(ref rows, i + (3 * length)), fourth);
        }

        // Lagrange's weights at -1, 0, 1 and 2.
        var (before, behind, far) = (part + 1, part - 1, part - 2);
        var (outer, inner) = (part * behind * Sixth, before * far * Half);
        first *= -outer * far;
        second *= inner * behind;
        third *= -inner * part;
        fourth *= outer * before;
        return Vector256.Sum(first + second + (third + fourth));
    }
}
