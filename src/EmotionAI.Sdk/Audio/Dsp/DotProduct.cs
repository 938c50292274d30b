using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Multiplies and sums two short rows.</summary>
internal static class DotProduct
{
    /// <summary>Both lengths must be multiples of this.</summary>
    public const int Step = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Compute(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Vector256.Sum(Lanes(a, b));

    /// <summary>Gives eight partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lanes(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        nuint i = 0;
        for (var end = (nuint)a.Length; i + (2 * Step) <= end; i += 2 * Step)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + Step), Vector256.LoadUnsafe(ref y, i + Step), odd);
        }

        if (i < (nuint)a.Length)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), even);
        }

        return even + odd;
    }
}
