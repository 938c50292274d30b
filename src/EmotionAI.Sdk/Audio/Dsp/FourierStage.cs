using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Holds one stage of a <see cref="FourierTransform"/>: <c>length / radix</c> butterflies, each on <c>stride</c> neighbours.</summary>
internal sealed class FourierStage
{
    private readonly int _radix;
    private readonly int _count;
    private readonly int _stride;
    private readonly float[] _twiddles;
    private readonly float[] _roots;

    public FourierStage(int radix, int length, int stride)
    {
        _radix = radix;
        _count = length / radix;
        _stride = stride;
        _twiddles = new float[_count * (radix - 1) * 2];
        for (var p = 0; p < _count; p++)
        {
            for (var k = 1; k < radix; k++)
            {
                Turn((long)p * k, length).CopyTo(_twiddles, 2 * ((p * (radix - 1)) + k - 1));
            }
        }

        _roots = [.. Enumerable.Range(0, radix).SelectMany(k => Turn(k, radix))];
    }

    /// <summary>Runs the stage.</summary>
    /// <param name="x">The elements, as many as the whole transform has, real and imaginary vectors alternating.</param>
    /// <param name="y">Receives as many.</param>
    public void Run(Span<Vector256<float>> x, Span<Vector256<float>> y)
    {
        var length = 2 * _radix * _count * _stride;
        ref var from = ref MemoryMarshal.GetReference(x[..length]);
        ref var to = ref MemoryMarshal.GetReference(y[..length]);
        switch (_radix)
        {
            case 2: Run<ButterflyOfTwo>(ref from, ref to); break;
            case 3: Run<ButterflyOfThree>(ref from, ref to); break;
            case 4: Run<ButterflyOfFour>(ref from, ref to); break;
            case 5: Run<ButterflyOfFive>(ref from, ref to); break;
            case 7: Run<ButterflyOfSeven>(ref from, ref to); break;
            default: RunSums(x, y); break;
        }
    }

    private static float[] Turn(long numerator, int denominator)
    {
        var (sin, cos) = Math.SinCos(-2 * Math.PI * (numerator % denominator) / denominator);
        return [(float)cos, (float)sin];
    }

    // Measured: the spectra of recordings 2 to 20 take 2.9 ms, 109 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<T>(ref Vector256<float> x, ref Vector256<float> y)
        where T : struct, IButterfly
    {
        nint stride = 2 * _stride;
        var part = stride * _count;
        ref var twiddles = ref MemoryMarshal.GetArrayDataReference(_twiddles);
        for (nint q = 0; q < stride; q += 2)
        {
            T.Apply(ref Unsafe.Add(ref x, q), part, ref Unsafe.Add(ref y, q), stride, ref twiddles, turns: false);
        }

        for (var p = 1; p < _count; p++)
        {
            twiddles = ref Unsafe.Add(ref twiddles, 2 * (T.Radix - 1));
            x = ref Unsafe.Add(ref x, stride);
            y = ref Unsafe.Add(ref y, stride * T.Radix);
            for (nint q = 0; q < stride; q += 2)
            {
                T.Apply(ref Unsafe.Add(ref x, q), part, ref Unsafe.Add(ref y, q), stride, ref twiddles, turns: true);
            }
        }
    }

    /// <summary>Runs a stage of another prime radix by the plain sums.</summary>
    private void RunSums(Span<Vector256<float>> x, Span<Vector256<float>> y)
    {
        for (var p = 0; p < _count; p++)
        {
            for (var q = 0; q < _stride; q++)
            {
                for (var k = 0; k < _radix; k++)
                {
                    var (re, im) = Sum(x[(2 * (q + (_stride * p)))..], k);
                    var twiddle = 2 * ((p * (_radix - 1)) + k - 1);
                    var (cos, sin) = k == 0 ? (1, 0) : (_twiddles[twiddle], _twiddles[twiddle + 1]);
                    var target = 2 * (q + (_stride * ((_radix * p) + k)));
                    y[target] = (re * cos) - (im * sin);
                    y[target + 1] = (re * sin) + (im * cos);
                }
            }
        }
    }

    // Measured: the spectra of recordings 2 to 20, in frames of 2 × 7 × 31, take 54 ms, 160 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector256<float> Re, Vector256<float> Im) Sum(Span<Vector256<float>> x, int k)
    {
        var (re, im) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var part = 2 * _stride * _count;
        for (int j = 0, root = 0; j < _radix; j++)
        {
            var (cos, sin) = (_roots[2 * root], _roots[(2 * root) + 1]);
            var (xr, xi) = (x[j * part], x[(j * part) + 1]);
            re += (xr * cos) - (xi * sin);
            im += (xr * sin) + (xi * cos);
            root += k;
            root -= root >= _radix ? _radix : 0;
        }

        return (re, im);
    }
}
