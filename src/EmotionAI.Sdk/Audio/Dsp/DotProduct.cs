using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
}
