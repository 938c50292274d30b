namespace EmotionAI.Audio.Dsp;

/// <summary>Gives Kaiser windows of the stop band that <see cref="ResamplerQuality.High"/> needs.</summary>
internal static class KaiserWindow
{
    /// <summary>How far what a filter stops is attenuated, in dB: a little further than single precision resolves.</summary>
    private const double Attenuation = 146;

    // Kaiser's own formulas for the shape and the length.
    private const double Beta = 0.1102 * (Attenuation - 8.7);
    private const double LengthFactor = (Attenuation - 7.95) / (2.285 * 2 * Math.PI);

    private static readonly double Scale = BesselI0(Beta);

    /// <summary>Gives half the length, in samples, of a filter.</summary>
    /// <param name="transition">The width between what passes and what is stopped, in cycles a sample.</param>
    public static int HalfLength(double transition) => (int)Math.Ceiling(LengthFactor / transition / 2);

    /// <summary>Gives the window at a place from -1 to 1, and 0 outside.</summary>
    public static double At(double place) => Math.Abs(place) >= 1 ? 0 : BesselI0(Beta * Math.Sqrt(1 - (place * place))) / Scale;

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
