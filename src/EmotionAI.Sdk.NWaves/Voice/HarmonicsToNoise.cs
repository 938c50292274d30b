using System.Numerics.Tensors;

namespace EmotionAI.Audio.Voice;

/// <summary>Measures how much of a voice repeats: by the normalised cross-correlation of one of the longest periods with the sound up to as long after it, as Praat's <c>To Harmonicity (cc)</c> does with one period a window.</summary>
internal static class HarmonicsToNoise
{
    private const int Window = PitchContour.SampleRate / PitchContour.Floor;
    private const int ShortestLag = 2;
    private const int LongestLag = Window + 1;

    /// <summary>So far beyond the longest lag the correlation is known, for the peak between samples.</summary>
    private const int Reach = 32;

    /// <summary>A peak whose highest sample is lower than the highest peak so far by more is not looked at between samples.</summary>
    private const double Slack = 0.2;

    /// <summary>90 dB: a sampled sine is no better.</summary>
    private const double Purest = 1 - 1e-9;

    /// <summary>Gives the mean over the voiced frames, in dB; there must be one.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="contour">The pitch of the same samples.</param>
    public static double Of(double[] samples, PitchContour contour)
    {
        var (sum, count) = (0.0, 0);
        for (var frame = 0; frame < contour.Frames.Count; frame++)
        {
            if (contour.Frames[frame].IsVoiced)
            {
                sum += At(samples, contour.Start + (frame * PitchContour.Hop));
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Measures one moment, in dB.</summary>
    /// <param name="samples">The samples, 16 ms or more on both sides of it.</param>
    /// <param name="middle">The moment, in samples.</param>
    public static double At(double[] samples, int middle)
    {
        double[] stretch = [.. samples.AsSpan(middle - Window, Window + LongestLag + Reach)];
        TensorPrimitives.Subtract(stretch, TensorPrimitives.Sum<double>(stretch) / stretch.Length, stretch);
        var first = stretch.AsSpan(0, Window);
        var energy = TensorPrimitives.SumOfSquares<double>(first);
        var correlation = new double[LongestLag + Reach + 1];
        for (var lag = 0; lag < correlation.Length; lag++)
        {
            var second = stretch.AsSpan(lag, Window);
            var energies = energy * TensorPrimitives.SumOfSquares<double>(second);
            correlation[lag] = energies > 0 ? TensorPrimitives.Dot<double>(first, second) / Math.Sqrt(energies) : 0;
        }

        var strength = Math.Clamp(Highest(correlation), 1 - Purest, Purest);
        return 10 * Math.Log10(strength / (1 - strength));
    }

    /// <summary>Finds the highest peak, whatever pitch it stands for: as Praat does.</summary>
    private static double Highest(double[] correlation)
    {
        var highest = 0.0;
        for (var lag = ShortestLag; lag <= LongestLag; lag++)
        {
            if (correlation[lag] > highest - Slack && correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1])
            {
                var (_, height) = SincInterpolation.Peak(correlation, lag);
                highest = Math.Max(highest, height > 1 ? 1 / height : height);
            }
        }

        return highest;
    }
}
