using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Turns residuals into samples in place (RFC 9639, sections 9.2.5 and 9.2.6). Sums of 32 bits may wrap: in a valid file the result is right all the same.</summary>
internal static class FlacPredictor
{
    /// <summary>Gets the coefficients of a fixed predictor, the one of the most recent sample first.</summary>
    public static ReadOnlySpan<int> FixedCoefficients(int order) => order switch
    {
        0 => [],
        1 => [1],
        2 => [2, -1],
        3 => [3, -3, 1],
        _ => [4, -6, 4, -1],
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RestoreFixed(Span<int> samples, int order)
    {
        if (order == 0)
        {
            return;
        }

        // A fixed predictor of order n is n running sums: the last value of each is carried along.
        var first = samples[order - 1];
        var second = order > 1 ? first - samples[order - 2] : 0;
        var third = order > 2 ? second - samples[order - 2] + samples[order - 3] : 0;
        var fourth = order > 3 ? third - samples[order - 2] + (2 * samples[order - 3]) - samples[order - 4] : 0;
        var rest = samples[order..];
        switch (order)
        {
            case 1:
                foreach (ref var sample in rest)
                {
                    sample = first += sample;
                }

                break;
            case 2:
                foreach (ref var sample in rest)
                {
                    sample = first += second += sample;
                }

                break;
            case 3:
                foreach (ref var sample in rest)
                {
                    sample = first += second += third += sample;
                }

                break;
            default:
                foreach (ref var sample in rest)
                {
                    sample = first += second += third += fourth += sample;
                }

                break;
        }
    }

    /// <summary>Adds predictions to residuals.</summary>
    /// <param name="samples">The first samples, then residuals; receives the samples.</param>
    /// <param name="coefficients">The coefficients, the one of the most recent sample first.</param>
    /// <param name="shift">The shift of a prediction, in bits.</param>
    public static void RestoreLinear(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        const int Unrolled = 12;
        if (coefficients.Length > Unrolled || samples.Length <= Unrolled)
        {
            RestoreAny(samples, coefficients, shift);
            return;
        }

        Span<long> padded = stackalloc long[Unrolled];
        padded.Clear();
        for (var i = 0; i < coefficients.Length; i++)
        {
            padded[i] = coefficients[i];
        }

        var width = (coefficients.Length + 3) & ~3;
        RestoreAny(samples[..width], coefficients, shift);
        switch (width)
        {
            case 4:
                RestoreFour(samples, padded, shift);
                break;
            case 8:
                RestoreEight(samples, padded, shift);
                break;
            default:
                RestoreTwelve(samples, padded, shift);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RestoreAny(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        for (var i = coefficients.Length; i < samples.Length; i++)
        {
            var recent = samples.Slice(i - coefficients.Length, coefficients.Length);
            long sum = 0;
            for (var j = 0; j < coefficients.Length; j++)
            {
                sum += (long)coefficients[j] * recent[recent.Length - 1 - j];
            }

            samples[i] += (int)(sum >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RestoreFour(Span<int> samples, ReadOnlySpan<long> c, int shift)
    {
        var (c0, c1, c2, c3) = (c[0], c[1], c[2], c[3]);
        ref var s = ref MemoryMarshal.GetReference(samples);
        s = ref Unsafe.Add(ref s, 3);
        var last = s;
        for (var left = samples.Length - 4; left > 0; left--)
        {
            var sum = (c1 * Unsafe.Add(ref s, -1)) + (c2 * Unsafe.Add(ref s, -2)) + (c3 * Unsafe.Add(ref s, -3));
            s = ref Unsafe.Add(ref s, 1);
            s = last = s + (int)((sum + (c0 * last)) >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RestoreEight(Span<int> samples, ReadOnlySpan<long> c, int shift)
    {
        var (c0, c1, c2, c3, c4, c5, c6, c7) = (c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
        ref var s = ref MemoryMarshal.GetReference(samples);
        s = ref Unsafe.Add(ref s, 7);
        var last = s;
        for (var left = samples.Length - 8; left > 0; left--)
        {
            var sum = (c7 * Unsafe.Add(ref s, -7)) + (c6 * Unsafe.Add(ref s, -6)) + (c5 * Unsafe.Add(ref s, -5)) + (c4 * Unsafe.Add(ref s, -4))
                + (c3 * Unsafe.Add(ref s, -3)) + (c2 * Unsafe.Add(ref s, -2)) + (c1 * Unsafe.Add(ref s, -1));
            s = ref Unsafe.Add(ref s, 1);
            s = last = s + (int)((sum + (c0 * last)) >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RestoreTwelve(Span<int> samples, ReadOnlySpan<long> c, int shift)
    {
        var (c0, c1, c2, c3, c4, c5) = (c[0], c[1], c[2], c[3], c[4], c[5]);
        var (c6, c7, c8, c9, c10, c11) = (c[6], c[7], c[8], c[9], c[10], c[11]);
        ref var s = ref MemoryMarshal.GetReference(samples);
        s = ref Unsafe.Add(ref s, 11);
        var last = s;
        for (var left = samples.Length - 12; left > 0; left--)
        {
            var sum = (c11 * Unsafe.Add(ref s, -11)) + (c10 * Unsafe.Add(ref s, -10)) + (c9 * Unsafe.Add(ref s, -9)) + (c8 * Unsafe.Add(ref s, -8))
                + (c7 * Unsafe.Add(ref s, -7)) + (c6 * Unsafe.Add(ref s, -6)) + (c5 * Unsafe.Add(ref s, -5)) + (c4 * Unsafe.Add(ref s, -4))
                + (c3 * Unsafe.Add(ref s, -3)) + (c2 * Unsafe.Add(ref s, -2)) + (c1 * Unsafe.Add(ref s, -1));
            s = ref Unsafe.Add(ref s, 1);
            s = last = s + (int)((sum + (c0 * last)) >> shift);
        }
    }
}
