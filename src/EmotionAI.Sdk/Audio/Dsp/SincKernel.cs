namespace EmotionAI.Audio.Dsp;

/// <summary>Holds the taps of a windowed sinc for every phase between two rates; follows <c>_get_sinc_resample_kernel</c> of torchaudio, computed in float64, with the zeros around each phase left out.</summary>
internal sealed class SincKernel
{
    /// <summary>No phase has more taps: the widest window at the largest ratio is cut by the limits on rates.</summary>
    public const int LongestTaps = 512;

    private const int HannZeros = 6;
    private const double HannRolloff = 0.99;
    private const int KaiserZeros = 64;
    private const double KaiserRolloff = 0.9475937167399596;
    private const double KaiserBeta = 14.769656459379492;

    /// <summary>Above this the taps are computed when they are needed.</summary>
    private const long LargestTable = 1 << 22;

    private readonly double _base;
    private readonly int _zeros;
    private readonly Func<double, double> _window;
    private readonly float[]? _table;

    private SincKernel(int fromRate, int toRate, int zeros, double rolloff, Func<double, double> window)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (From, To) = (fromRate / divisor, toRate / divisor);
        _zeros = zeros;
        _window = window;
        _base = Math.Min(From, To) * rolloff;
        Width = (int)Math.Ceiling(zeros * From / _base);
        var reach = (2 * (int)Math.Ceiling(zeros * From / _base)) + 1;
        TapCount = (reach + DotProduct.Step - 1) / DotProduct.Step * DotProduct.Step;
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
        new(fromRate, toRate, HannZeros, HannRolloff, t => Math.Pow(Math.Cos(t * Math.PI / HannZeros / 2), 2));

    public static SincKernel KaiserBest(int fromRate, int toRate)
    {
        var scale = BesselI0(KaiserBeta);
        return new(fromRate, toRate, KaiserZeros, KaiserRolloff, t => BesselI0(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (t / KaiserZeros * (t / KaiserZeros))))) / scale);
    }

    /// <summary>Gets the taps of a phase.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="scratch">Scratch for taps that are not in the table.</param>
    /// <param name="first">Receives the place of the first tap after the beginning of the padded period.</param>
    public ReadOnlySpan<float> Phase(int phase, Span<float> scratch, out int first)
    {
        first = FirstOf(phase);
        if (_table is not null)
        {
            return _table.AsSpan(phase * TapCount, TapCount);
        }

        var taps = TapCount <= scratch.Length ? scratch[..TapCount] : new float[TapCount];
        Compute(phase, taps);
        return taps;
    }

    /// <summary>Gives the first input sample that a phase reaches, counted from the beginning of the padding.</summary>
    private int FirstOf(int phase) => (int)((long)phase * From / To);

    private void Compute(int phase, Span<float> taps)
    {
        var first = FirstOf(phase);
        for (var i = 0; i < taps.Length; i++)
        {
            var t = (((double)(first + i - Width) / From) - ((double)phase / To)) * _base;
            taps[i] = Math.Abs(t) >= _zeros ? 0 : (float)(Sinc(t * Math.PI) * _window(t) * _base / From);
        }
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;

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
