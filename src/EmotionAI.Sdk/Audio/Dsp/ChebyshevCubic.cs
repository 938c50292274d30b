namespace EmotionAI.Audio.Dsp;

/// <summary>Fits cubics to functions: interpolation at the zeros of Chebyshev's polynomial, which errs nearly as little as any cubic can, 1/72 of the cubic through four neighbours on a grid.</summary>
internal static class ChebyshevCubic
{
    private const int Degree = 3;

    /// <summary>Fits a cubic to a function from 0 to 1.</summary>
    /// <param name="function">The function.</param>
    /// <param name="coefficients">Receives the coefficients of the powers 0 to 3.</param>
    /// <param name="stride">The distance from one coefficient to the next.</param>
    public static void Fit(Func<double, double> function, Span<float> coefficients, int stride)
    {
        Span<double> weights = stackalloc double[Degree + 1];
        Span<double> powers = stackalloc double[Degree + 1];
        weights.Clear();
        for (var node = 0; node <= Degree; node++)
        {
            var angle = Math.PI * (node + 0.5) / (Degree + 1);
            var value = function((1 + Math.Cos(angle)) / 2);
            for (var k = 0; k <= Degree; k++)
            {
                weights[k] += value * Math.Cos(k * angle) * (k == 0 ? 1 : 2) / (Degree + 1);
            }
        }

        // T0 to T3 of 2x - 1 in powers of x.
        powers[0] = weights[0] - weights[1] + weights[2] - weights[3];
        powers[1] = (2 * weights[1]) - (8 * weights[2]) + (18 * weights[3]);
        powers[2] = (8 * weights[2]) - (48 * weights[3]);
        powers[3] = 32 * weights[3];
        for (var k = 0; k <= Degree; k++)
        {
            coefficients[k * stride] = (float)powers[k];
        }
    }
}
