using System.Numerics;
using System.Runtime.CompilerServices;

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
    private readonly double _turnSin;
    private readonly double _turnCos;
    private readonly double _windowTurnSin;
    private readonly double _windowTurnCos;
    private readonly Func<double, double>? _window;
    private readonly float[]? _table;

    private SincKernel(int fromRate, int toRate, int zeros, double rolloff, Func<double, double>? window)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (From, To) = (fromRate / divisor, toRate / divisor);
        _zeros = zeros;
        _window = window;
        _base = Math.Min(From, To) * rolloff;
        (_turnSin, _turnCos) = Math.SinCos(_base / From * Math.PI);
        (_windowTurnSin, _windowTurnCos) = Math.SinCos(_base / From * Math.PI / zeros);
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

    /// <summary>Gets whether <see cref="Table"/> holds the taps of all phases; else <see cref="Compute"/> gives them.</summary>
    public bool IsTabulated => _table is not null;

    /// <summary>Gets the taps, <c>[phase, tap]</c>.</summary>
    public Span<float> Table => _table;

    /// <summary>Computes the taps of a phase. They are evenly spaced, so that sines and cosines follow by rotation.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="taps">Receives <see cref="TapCount"/> taps.</param>
    // Measured: recordings 2 to 20, from 44,101 to 16,000 Hz, take 169 ms, 232 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int phase, Span<float> taps)
    {
        var first = (long)phase * From / To;
        var (start, step) = ((((double)(first - Width) / From) - ((double)phase / To)) * _base, _base / From);
        var (sin, cos) = Math.SinCos(start * Math.PI);
        var (windowSin, windowCos) = Math.SinCos(start * Math.PI / _zeros);
        for (var i = 0; i < taps.Length; i++)
        {
            var t = start + (i * step);
            var sinc = Math.Abs(t) < Centre ? step : sin * (step / Math.PI) / t;
            var window = _window is null ? 0.5 + (0.5 * windowCos) : _window(t);
            taps[i] = Math.Abs(t) < _zeros ? (float)(sinc * window) : 0;
            (sin, cos) = ((sin * _turnCos) + (cos * _turnSin), (cos * _turnCos) - (sin * _turnSin));
            (windowSin, windowCos) = ((windowSin * _windowTurnCos) + (windowCos * _windowTurnSin), (windowCos * _windowTurnCos) - (windowSin * _windowTurnSin));
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
