namespace EmotionAI.Audio.Voice;

/// <summary>Measures how much neighbouring periods of a voice differ: local jitter and shimmer as Praat defines them, with its bounds.</summary>
internal static class Perturbation
{
    private const double ShortestPeriod = 0.0001 * PitchContour.SampleRate;
    private const double LongestPeriod = 0.02 * PitchContour.SampleRate;

    /// <summary>Periods that differ by more are no neighbours of one voice.</summary>
    private const double MostPeriodRatio = 1.3;
    private const double MostAmplitudeRatio = 1.6;

    /// <summary>The amplitude of a period is that of its beginning: a fifth of it on each side.</summary>
    private const double AmplitudeShare = 0.2;
    private const int FewestPairs = 3;

    /// <summary>Gives the mean difference of neighbouring periods over the mean period; null for fewer than three pairs.</summary>
    /// <param name="pulses">The beginnings of the periods, in samples.</param>
    public static double? Jitter(double[] pulses)
    {
        var (differences, periods) = (new List<double>(), new List<double>());
        for (var i = 1; i + 1 < pulses.Length; i++)
        {
            var (first, second) = (pulses[i] - pulses[i - 1], pulses[i + 1] - pulses[i]);
            if (AreNeighbours(first, second))
            {
                differences.Add(Math.Abs(second - first));
                periods.Add((first + second) / 2);
            }
        }

        return differences.Count >= FewestPairs ? differences.Average() / periods.Average() : null;
    }

    /// <summary>Gives the mean difference of the amplitudes of neighbouring periods over the mean amplitude; null for fewer than three pairs.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="pulses">The beginnings of the periods, in samples.</param>
    public static double? Shimmer(double[] samples, double[] pulses)
    {
        var points = new List<(double Place, double Amplitude)>();
        for (var i = 1; i + 1 < pulses.Length; i++)
        {
            var (first, second) = (pulses[i] - pulses[i - 1], pulses[i + 1] - pulses[i]);
            if (AreNeighbours(first, second))
            {
                points.Add((pulses[i], Amplitude(samples, pulses[i], AmplitudeShare * first, AmplitudeShare * second)));
            }
        }

        var differences = points.Zip(points.Skip(1))
            .Where(pair => IsPeriod(pair.Second.Place - pair.First.Place) && Ratio(pair.First.Amplitude, pair.Second.Amplitude) <= MostAmplitudeRatio)
            .Select(pair => Math.Abs(pair.Second.Amplitude - pair.First.Amplitude)).ToArray();
        return differences.Length >= FewestPairs ? differences.Average() / points.Average(point => point.Amplitude) : null;
    }

    /// <summary>Gives the root mean square under a Hann window that falls to 0 on each side.</summary>
    private static double Amplitude(double[] samples, double middle, double left, double right)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var i = Math.Max(0, (int)Math.Ceiling(middle - left)); i <= Math.Min(samples.Length - 1, (int)(middle + right)); i++)
        {
            var window = 0.5 + (0.5 * Math.Cos(Math.PI * (i - middle) / (i < middle ? left : right)));
            sum += samples[i] * window * samples[i] * window;
            weights += window * window;
        }

        return weights > 0 ? Math.Sqrt(sum / weights) : 0;
    }

    private static bool AreNeighbours(double first, double second) => IsPeriod(first) && IsPeriod(second) && Ratio(first, second) <= MostPeriodRatio;

    private static bool IsPeriod(double period) => period is >= ShortestPeriod and <= LongestPeriod;

    private static double Ratio(double first, double second) => Math.Min(first, second) > 0 ? Math.Max(first, second) / Math.Min(first, second) : double.PositiveInfinity;
}
