using System.Numerics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Holds the taps of a windowed sinc for every phase between two rates; follows <c>_get_sinc_resample_kernel</c> of torchaudio, computed in float64, with the zeros around each phase left out.</summary>
internal sealed class SincKernel
{
    private const int HannZeros = 6;
    private const double HannRolloff = 0.99;
    private const int KaiserZeros = 64;
    private const double KaiserRolloff = 0.9475937167399596;
    private const double KaiserBeta = 14.769656459379492;

    /// <summary>Above this many values the taps are computed when they are needed: odd rates of a file must not cost memory that it does not justify.</summary>
    private const long LargestTable = 1 << 17;

    /// <summary>Nearer to its centre than this, the sinc is 1; the next place of a tap is a thousand times as far.</summary>
    private const double Centre = 1e-9;

    private readonly double _base;
    private readonly int _zeros;
    private readonly Func<double, double>? _window;
    private readonly float[]? _table;

    private SincKernel(int fromRate, int toRate, int zeros, double rolloff, Func<double, double>? window)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (From, To) = (fromRate / divisor, toRate / divisor);
        _zeros = zeros;
        _window = window;
        _base = Math.Min(From, To) * rolloff;
        Width = (int)Math.Ceiling(zeros * From / _base);
        TapCount = ((2 * Width) + 1 + DotProduct.Step - 1) / DotProduct.Step * DotProduct.Step;
        if ((long)To * TapCount <= LargestTable)
        {
            var table = new float[To * TapCount];
            for (var phase = 0; phase < To; phase++)
            {
                Compute(phase, table.AsSpan(phase * TapCount, TapCount));
            }

            _table = table;
        }
    }

    /// <summary>Gets the rate of the input, without the common factor.</summary>
    public int From { get; }

    /// <summary>Gets the rate of the output, without the common factor: the number of phases.</summary>
    public int To { get; }

    /// <summary>Gets the reach of the kernel to each side, in input samples.</summary>
    public int Width { get; }

    /// <summary>Gets the number of taps of a phase, a multiple of <see cref="DotProduct.Step"/>.</summary>
    public int TapCount { get; }

    /// <summary>Gets the zeros needed before the input.</summary>
    public int Before => Width;

    /// <summary>Gets the zeros needed after the input.</summary>
    public int After => Width + From + TapCount;

    public static SincKernel Hann(int fromRate, int toRate) =>
        new(fromRate, toRate, HannZeros, HannRolloff, window: null);

    public static SincKernel KaiserBest(int fromRate, int toRate)
    {
        var scale = BesselI0(KaiserBeta);
        return new(fromRate, toRate, KaiserZeros, KaiserRolloff, t => BesselI0(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (t / KaiserZeros * (t / KaiserZeros))))) / scale);
    }

    /// <summary>Gets whether the taps of all phases are there; else <see cref="Phase"/> computes them.</summary>
    public bool IsTabulated => _table is not null;

    /// <summary>Gets the taps of a phase.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="scratch">Scratch for <see cref="TapCount"/> taps; used unless <see cref="IsTabulated"/>.</param>
    public ReadOnlySpan<float> Phase(int phase, Span<float> scratch)
    {
        if (_table is not null)
        {
            return _table.AsSpan(phase * TapCount, TapCount);
        }

        Compute(phase, scratch[..TapCount]);
        return scratch[..TapCount];
    }

    /// <summary>Computes the taps of a phase. They are evenly spaced, so that sines and cosines follow by rotation.</summary>
    private void Compute(int phase, Span<float> taps)
    {
        var first = (long)phase * From / To;
        var (start, step, scale) = ((((double)(first - Width) / From) - ((double)phase / To)) * _base, _base / From, _base / From);
        var wave = Complex.FromPolarCoordinates(1, start * Math.PI);
        var turn = Complex.FromPolarCoordinates(1, step * Math.PI);
        var window = Complex.FromPolarCoordinates(1, start * Math.PI / _zeros);
        var windowTurn = Complex.FromPolarCoordinates(1, step * Math.PI / _zeros);
        for (var i = 0; i < taps.Length; i++)
        {
            var t = start + (i * step);
            if (Math.Abs(t) >= _zeros)
            {
                taps[i] = 0;
            }
            else
            {
                var sinc = Math.Abs(t) < Centre ? 1 : wave.Imaginary / (t * Math.PI);
                taps[i] = (float)(sinc * scale * (_window is null ? (1 + window.Real) / 2 : _window(t)));
            }

            wave *= turn;
            window *= windowTurn;
        }
    }

    /// <summary>Computes the modified Bessel function of order 0 by its power series.</summary>
    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
