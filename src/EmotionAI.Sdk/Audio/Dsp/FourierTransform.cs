using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Computes eight discrete Fourier transforms at once, one in each SIMD lane: Stockham's self-sorting algorithm with radices 4, 2, 3, 5 and, for other factors, the plain sum.</summary>
/// <remarks>Immutable and safe for concurrent use. Data is <c>[element]</c> of eight lanes, real and imaginary parts apart.</remarks>
internal sealed class FourierTransform
{
    private readonly int _length;
    private readonly Stage[] _stages;

    public FourierTransform(int length)
    {
        _length = length;
        var stages = new List<Stage>();
        var (rest, stride) = (length, 1);
        while (rest > 1)
        {
            var radix = RadixOf(rest);
            stages.Add(new Stage(radix, rest, stride));
            rest /= radix;
            stride *= radix;
        }

        _stages = [.. stages];
    }

    /// <summary>Transforms in place.</summary>
    /// <param name="re">The real parts.</param>
    /// <param name="im">The imaginary parts.</param>
    /// <param name="re2">Scratch of the same length.</param>
    /// <param name="im2">Scratch of the same length.</param>
    public void Transform(Span<Vector256<float>> re, Span<Vector256<float>> im, Span<Vector256<float>> re2, Span<Vector256<float>> im2)
    {
        re = re[.._length];
        im = im[.._length];
        re2 = re2[.._length];
        im2 = im2[.._length];
        for (var i = 0; i < _stages.Length; i++)
        {
            if ((i & 1) == 0)
            {
                _stages[i].Run(re, im, re2, im2);
            }
            else
            {
                _stages[i].Run(re2, im2, re, im);
            }
        }

        if ((_stages.Length & 1) != 0)
        {
            re2.CopyTo(re);
            im2.CopyTo(im);
        }
    }

    private static int RadixOf(int length)
    {
        foreach (var radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            if (length % radix == 0)
            {
                return radix;
            }
        }

        var factor = 7;
        while (length % factor != 0)
        {
            factor += factor * factor > length ? length - factor : 2;
        }

        return factor;
    }

    /// <summary>Holds one stage: <c>length / radix</c> butterflies, each on <c>stride</c> neighbours.</summary>
    private sealed class Stage
    {
        private const float Sin3 = 0.866025403784438647f;
        private const float Cos5A = 0.309016994374947424f;
        private const float Cos5B = -0.809016994374947424f;
        private const float Sin5A = 0.951056516295153572f;
        private const float Sin5B = 0.587785252292473129f;

        private readonly int _radix;
        private readonly int _count;
        private readonly int _stride;
        private readonly float[] _cos;
        private readonly float[] _sin;
        private readonly float[] _rootCos;
        private readonly float[] _rootSin;

        public Stage(int radix, int length, int stride)
        {
            _radix = radix;
            _count = length / radix;
            _stride = stride;
            _cos = new float[_count * radix];
            _sin = new float[_count * radix];
            for (var p = 0; p < _count; p++)
            {
                for (var k = 0; k < radix; k++)
                {
                    (_sin[(p * radix) + k], _cos[(p * radix) + k]) = SinCos(-(long)p * k, length);
                }
            }

            _rootCos = new float[radix];
            _rootSin = new float[radix];
            for (var k = 0; k < radix; k++)
            {
                (_rootSin[k], _rootCos[k]) = SinCos(-k, radix);
            }
        }

        public void Run(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            switch (_radix)
            {
                case 2: Radix2(xr, xi, yr, yi); break;
                case 3: Radix3(xr, xi, yr, yi); break;
                case 4: Radix4(xr, xi, yr, yi); break;
                case 5: Radix5(xr, xi, yr, yi); break;
                default: RadixAny(xr, xi, yr, yi); break;
            }
        }

        private static (float Sin, float Cos) SinCos(long numerator, int denominator)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (numerator % denominator) / denominator);
            return ((float)sin, (float)cos);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store(Span<Vector256<float>> yr, Span<Vector256<float>> yi, int p, int q, int k, Vector256<float> re, Vector256<float> im)
        {
            var (cos, sin) = (_cos[(p * _radix) + k], _sin[(p * _radix) + k]);
            var index = q + (_stride * ((_radix * p) + k));
            yr[index] = (re * cos) - (im * sin);
            yi[index] = (re * sin) + (im * cos);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Radix2(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            var half = _stride * _count;
            for (var p = 0; p < _count; p++)
            {
                for (var q = 0; q < _stride; q++)
                {
                    var i = q + (_stride * p);
                    var o = q + (_stride * 2 * p);
                    yr[o] = xr[i] + xr[i + half];
                    yi[o] = xi[i] + xi[i + half];
                    Store(yr, yi, p, q, 1, xr[i] - xr[i + half], xi[i] - xi[i + half]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Radix3(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            var part = _stride * _count;
            for (var p = 0; p < _count; p++)
            {
                for (var q = 0; q < _stride; q++)
                {
                    var i = q + (_stride * p);
                    var (sumR, sumI) = (xr[i + part] + xr[i + (2 * part)], xi[i + part] + xi[i + (2 * part)]);
                    var (difR, difI) = ((xr[i + part] - xr[i + (2 * part)]) * Sin3, (xi[i + part] - xi[i + (2 * part)]) * Sin3);
                    var (midR, midI) = (xr[i] - (sumR * 0.5f), xi[i] - (sumI * 0.5f));
                    var o = q + (_stride * 3 * p);
                    yr[o] = xr[i] + sumR;
                    yi[o] = xi[i] + sumI;
                    Store(yr, yi, p, q, 1, midR + difI, midI - difR);
                    Store(yr, yi, p, q, 2, midR - difI, midI + difR);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Radix4(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            var part = _stride * _count;
            for (var p = 0; p < _count; p++)
            {
                for (var q = 0; q < _stride; q++)
                {
                    var i = q + (_stride * p);
                    var (evenR, evenI) = (xr[i] + xr[i + (2 * part)], xi[i] + xi[i + (2 * part)]);
                    var (oddR, oddI) = (xr[i + part] + xr[i + (3 * part)], xi[i + part] + xi[i + (3 * part)]);
                    var (evenDifR, evenDifI) = (xr[i] - xr[i + (2 * part)], xi[i] - xi[i + (2 * part)]);
                    var (oddDifR, oddDifI) = (xr[i + part] - xr[i + (3 * part)], xi[i + part] - xi[i + (3 * part)]);
                    var o = q + (_stride * 4 * p);
                    yr[o] = evenR + oddR;
                    yi[o] = evenI + oddI;
                    Store(yr, yi, p, q, 1, evenDifR + oddDifI, evenDifI - oddDifR);
                    Store(yr, yi, p, q, 2, evenR - oddR, evenI - oddI);
                    Store(yr, yi, p, q, 3, evenDifR - oddDifI, evenDifI + oddDifR);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Radix5(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            var part = _stride * _count;
            for (var p = 0; p < _count; p++)
            {
                for (var q = 0; q < _stride; q++)
                {
                    var i = q + (_stride * p);
                    var (r1, i1) = (xr[i + part] + xr[i + (4 * part)], xi[i + part] + xi[i + (4 * part)]);
                    var (r4, i4) = (xr[i + part] - xr[i + (4 * part)], xi[i + part] - xi[i + (4 * part)]);
                    var (r2, i2) = (xr[i + (2 * part)] + xr[i + (3 * part)], xi[i + (2 * part)] + xi[i + (3 * part)]);
                    var (r3, i3) = (xr[i + (2 * part)] - xr[i + (3 * part)], xi[i + (2 * part)] - xi[i + (3 * part)]);
                    var (ar, ai) = (xr[i] + (r1 * Cos5A) + (r2 * Cos5B), xi[i] + (i1 * Cos5A) + (i2 * Cos5B));
                    var (br, bi) = (xr[i] + (r1 * Cos5B) + (r2 * Cos5A), xi[i] + (i1 * Cos5B) + (i2 * Cos5A));
                    var (cr, ci) = ((r4 * Sin5A) + (r3 * Sin5B), (i4 * Sin5A) + (i3 * Sin5B));
                    var (dr, di) = ((r4 * Sin5B) - (r3 * Sin5A), (i4 * Sin5B) - (i3 * Sin5A));
                    var o = q + (_stride * 5 * p);
                    yr[o] = xr[i] + r1 + r2;
                    yi[o] = xi[i] + i1 + i2;
                    Store(yr, yi, p, q, 1, ar + ci, ai - cr);
                    Store(yr, yi, p, q, 4, ar - ci, ai + cr);
                    Store(yr, yi, p, q, 2, br + di, bi - dr);
                    Store(yr, yi, p, q, 3, br - di, bi + dr);
                }
            }
        }

        private void RadixAny(Span<Vector256<float>> xr, Span<Vector256<float>> xi, Span<Vector256<float>> yr, Span<Vector256<float>> yi)
        {
            var part = _stride * _count;
            for (var p = 0; p < _count; p++)
            {
                for (var q = 0; q < _stride; q++)
                {
                    for (var k = 0; k < _radix; k++)
                    {
                        var (re, im) = (Vector256<float>.Zero, Vector256<float>.Zero);
                        for (var j = 0; j < _radix; j++)
                        {
                            var i = q + (_stride * p) + (j * part);
                            var root = (int)((long)j * k % _radix);
                            re += (xr[i] * _rootCos[root]) - (xi[i] * _rootSin[root]);
                            im += (xr[i] * _rootSin[root]) + (xi[i] * _rootCos[root]);
                        }

                        Store(yr, yi, p, q, k, re, im);
                    }
                }
            }
        }
    }
}
