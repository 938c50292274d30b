using System.Numerics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Holds the taps of a short filter at the places between two samples where outputs lie: at each of them, or as cubics from place to place, of which a few rows serve all.</summary>
internal sealed class TapBank : IRateFilter
{
    /// <summary>The number of coefficients of a cubic.</summary>
    public const int Coefficients = 4;

    /// <summary>The cubics, from sample to sample, of a filter that passes all frequencies of its input. They err by -174 dB of the signal at its highest frequency (a cubic of a sine over an angle of a errs by a⁴/3072).</summary>
    private const int Density = 64;

    /// <summary>Up to this many taps each place has a row of its own: more would not stay in the first cache, and cubics that do are faster.</summary>
    private const int LargestTable = 1 << 14;

    /// <summary>The zero crossings, and the part of the band, of torchaudio's default.</summary>
    private const int HannZeros = 6;
    private const double HannRolloff = 0.99;

    /// <summary>Nearer to its centre than this, the sinc is 1; the next place of a tap is a thousand times as far.</summary>
    private const double Centre = 1e-9;

    private TapBank(long from, long to, int reach, int rows, Func<double, double> filter)
    {
        var divisor = (long)BigInteger.GreatestCommonDivisor(from, to);
        (From, To) = (checked((int)(from / divisor)), checked((int)(to / divisor)));
        Before = reach - 1;
        TapCount = ((2 * reach) + DotProduct.Step - 1) / DotProduct.Step * DotProduct.Step;
        IsInterpolated = To > rows && (long)To * TapCount > LargestTable;
        Rows = IsInterpolated ? rows : To;
        Taps = new float[Rows * TapCount * (IsInterpolated ? Coefficients : 1)];
        for (var i = 0; i < Rows * TapCount; i++)
        {
            var (row, tap) = Math.DivRem(i, TapCount);
            double At(double place) => filter(tap - Before - ((row + place) / Rows));
            if (IsInterpolated)
            {
                ChebyshevCubic.Fit(At, Taps.AsSpan((row * Coefficients * TapCount) + tap), TapCount);
            }
            else
            {
                Taps[i] = (float)At(0);
            }
        }
    }

    public int From { get; }

    public int To { get; }

    /// <summary>Gets the number of samples before an output's place that it is made of.</summary>
    public int Before { get; }

    /// <summary>Gets the number of taps of a row, a multiple of <see cref="DotProduct.Step"/>.</summary>
    public int TapCount { get; }

    public int BlockLength => 1 << 13;

    /// <summary>Gets the number of rows between two samples.</summary>
    public int Rows { get; }

    /// <summary>Gets whether each tap of a row is a cubic that holds up to the next row.</summary>
    public bool IsInterpolated { get; }

    /// <summary>Gets the taps, <c>[row, tap]</c>, or their coefficients, <c>[row, power, tap]</c>.</summary>
    public float[] Taps { get; }

    /// <summary>Makes torchaudio's default filter, a sinc under a Hann window; follows <c>_get_sinc_resample_kernel</c>, computed in float64.</summary>
    public static TapBank Hann(int from, int to)
    {
        var scale = Math.Min(1, (double)to / from) * HannRolloff;

        // The lower the filter's band, the smoother it is, and the fewer rows it takes.
        var rows = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(Density * scale));
        return new TapBank(from, to, (int)Math.Ceiling(HannZeros / scale), rows, t =>
        {
            var place = t * scale;
            var cosine = Math.Cos(Math.PI * place / (2 * HannZeros));
            return Math.Abs(place) >= HannZeros ? 0 : scale * Sinc(place) * cosine * cosine;
        });
    }

    /// <summary>Makes a filter that leaves a signal as it is, and lets none of its images through.</summary>
    /// <param name="from">The rate of the input.</param>
    /// <param name="to">The rate of the output.</param>
    /// <param name="band">Twice the highest frequency of the signal, in the unit of the rates; at most 1 / 2.5 of that of the input, so that the cubics err by less than -180 dB.</param>
    public static TapBank Interpolator(long from, long to, double band)
    {
        var reach = KaiserWindow.HalfLength((from - band) / from);
        return new TapBank(from, to, reach, Density / 2, t => Sinc(t) * KaiserWindow.At(t / reach));
    }

    public IRateStage Start() => new TapStage(this);

    private static double Sinc(double place) => Math.Abs(place) < Centre ? 1 : Math.Sin(Math.PI * place) / (Math.PI * place);
}
