namespace EmotionAI.Audio.Voice;

/// <summary>Finds the peak of a band-limited function between its samples, by a sinc under a Hann window.</summary>
internal static class SincInterpolation
{
    /// <summary>So many samples on each side are used.</summary>
    private const int Depth = 30;

    /// <summary>The distances at which the peak is looked at, in samples: each step fits a parabola and goes on in its middle.</summary>
    private static readonly double[] Steps = [0.2, 0.05];

    /// <summary>Finds a peak.</summary>
    /// <param name="values">The function at 0, 1, 2 …; it is even, so that values before 0 are known.</param>
    /// <param name="peak">A sample that is as high as its neighbours or higher, neither the first nor the last.</param>
    /// <returns>The place of the peak, within a sample of <paramref name="peak"/>, and its height.</returns>
    public static (double Place, double Height) Peak(ReadOnlySpan<double> values, int peak)
    {
        var place = peak + Vertex(values[peak - 1], values[peak], values[peak + 1]);
        foreach (var step in Steps)
        {
            place += step * Vertex(At(values, place - step), At(values, place), At(values, place + step));
        }

        return (place, At(values, place));
    }

    /// <summary>Gives the highest point of a parabola through values at -1, 0 and 1, within these.</summary>
    public static double Vertex(double before, double middle, double after)
    {
        var bend = (2 * middle) - before - after;
        return bend > 0 ? Math.Clamp((after - before) / (2 * bend), -1, 1) : 0;
    }

    private static double At(ReadOnlySpan<double> values, double place)
    {
        var nearest = (int)Math.Round(place);
        var offset = place - nearest;
        if (Math.Abs(offset) < 1e-9)
        {
            return values[nearest];
        }

        // sin(π(x - i)) is the same for all i but for its sign.
        var sine = Math.Sin(Math.PI * offset) / Math.PI;
        var sum = 0.0;
        for (var i = nearest - Depth; i <= nearest + Depth; i++)
        {
            var at = Math.Abs(i);
            if (at < values.Length)
            {
                var distance = place - i;
                var window = 0.5 + (0.5 * Math.Cos(Math.PI * distance / (Depth + 1)));
                sum += values[at] * window * (((i - nearest) & 1) == 0 ? sine : -sine) / distance;
            }
        }

        return sum;
    }
}
