using System.Numerics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Chooses the steps that bring one sample rate to another.</summary>
internal static class RatePlan
{
    /// <summary>The part of the band that passes unchanged; all above the band is stopped. soxr's HQ does the same.</summary>
    private const double Pass = 0.9136;

    /// <summary>A signal this much denser than the band is thinned out first.</summary>
    private const int Dense = 16;
    private const int Thinning = 4;

    /// <summary>The rate, in band widths, between whose samples places are found: a filter of 16 taps lets none of the images of the band through.</summary>
    private const double Spacious = 2.51;

    /// <summary>The largest factor by which a rate is divided before places between samples are found.</summary>
    private const int LargestDivisor = 8;

    /// <summary>Gives the step of <see cref="ResamplerQuality.Reference"/>; none where the rates are the same.</summary>
    public static IRateFilter[] Reference(int from, int to) => from == to ? [] : [TapBank.Hann(from, to)];

    /// <summary>Gives the steps of <see cref="ResamplerQuality.High"/>; none where the rates are the same.</summary>
    public static IRateFilter[] High(int from, int to)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(from, to);
        var (numerator, denominator) = ((long)from / divisor, (long)to / divisor);
        var filters = new List<IRateFilter>();
        double band = Math.Min(numerator, denominator);
        while (numerator != denominator)
        {
            var edge = band / 2 / numerator;
            if (Math.Max(numerator, denominator) <= int.MaxValue && SpectralFilter.TryCreate((int)numerator, (int)denominator, Pass * edge, edge) is { } filter)
            {
                return [.. filters, filter];
            }

            if (numerator <= Dense * band)
            {
                return [.. filters, .. Interpolated(numerator, denominator, band)];
            }

            filters.Add(SpectralFilter.TryCreate(Thinning, 1, edge, 0.5 / Thinning)!);
            (denominator, band) = (denominator * Thinning, band * Thinning);
            var common = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
            (numerator, denominator, band) = (numerator / common, denominator / common, band / common);
        }

        return [.. filters];
    }

    /// <summary>Limits the band at a rate that is <see cref="Spacious"/> times as high, and finds the places between the samples of that.</summary>
    private static IRateFilter[] Interpolated(long from, long to, double band)
    {
        var edge = band / 2 / from;
        SpectralFilter? limited = null;
        var (down, up) = (1, 1);
        for (var divisor = 1; divisor <= LargestDivisor; divisor++)
        {
            var times = (int)Math.Ceiling(Spacious * band * divisor / from);
            if ((limited is null || (long)times * down < (long)up * divisor) && SpectralFilter.TryCreate(divisor, times, Pass * edge, edge) is { } filter)
            {
                (limited, down, up) = (filter, divisor, times);
            }
        }

        return [limited!, TapBank.Interpolator(from * up, to * down, band * down)];
    }
}
