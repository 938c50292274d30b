using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Says what is done to each frame before its window, as Kaldi does: the mean is taken off, then each sample loses a part of the one before it.</summary>
/// <param name="Length">The number of samples of a frame; what follows up to the length of the transform is zero.</param>
/// <param name="RemovesMean">Whether the mean is taken off (<c>remove_dc_offset</c>).</param>
/// <param name="Preemphasis">The part of the sample before that is taken off (<c>preemphasis_coefficient</c>); the first sample loses that part of itself.</param>
internal sealed record FrameConditioning(int Length, bool RemovesMean, float Preemphasis)
{
    /// <summary>Conditions eight frames, one a lane, and multiplies them by the window.</summary>
    /// <param name="data">The samples, of <see cref="Length"/> vectors at least; overwritten.</param>
    /// <param name="window">The window.</param>
    /// <returns>The sum of squares of each frame once its mean is off: Kaldi's raw energy.</returns>
    // Measured: the features of clips 2 to 20, of 3 s, take 45 ms on a busy machine, 75 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector256<float> Apply(Span<Vector256<float>> data, float[] window)
    {
        ref var x = ref MemoryMarshal.GetReference(data[..Length]);
        ref var w = ref MemoryMarshal.GetReference(window.AsSpan(0, Length));
        var mean = RemovesMean ? Sum(ref x) / Length : Vector256<float>.Zero;
        var part = Vector256.Create(Preemphasis);
        var (energy, last) = (Vector256<float>.Zero, Unsafe.Add(ref x, Length - 1) - mean);
        for (nint n = Length - 1; n > 0; n--)
        {
            var before = Unsafe.Add(ref x, n - 1) - mean;
            energy = Vector256.FusedMultiplyAdd(last, last, energy);
            Unsafe.Add(ref x, n) = (last - (part * before)) * Unsafe.Add(ref w, n);
            last = before;
        }

        x = (last - (part * last)) * w;
        return Vector256.FusedMultiplyAdd(last, last, energy);
    }

    private Vector256<float> Sum(ref Vector256<float> x)
    {
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        nint n = 0;
        for (; n + 1 < Length; n += 2)
        {
            even += Unsafe.Add(ref x, n);
            odd += Unsafe.Add(ref x, n + 1);
        }

        return n < Length ? even + odd + Unsafe.Add(ref x, n) : even + odd;
    }
}
