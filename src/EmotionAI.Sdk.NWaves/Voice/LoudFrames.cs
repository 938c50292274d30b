using System.Numerics.Tensors;

namespace EmotionAI.Audio.Voice;

/// <summary>Chooses the frames on which the spectrum is measured: pauses have none of the voice.</summary>
internal static class LoudFrames
{
    /// <summary>25 ms at 16 kHz.</summary>
    public const int Length = 400;

    /// <summary>10 ms at 16 kHz.</summary>
    public const int Hop = 160;

    /// <summary>40 dB below the loudest frame.</summary>
    private const double Share = 1e-4;

    /// <summary>Finds the frames within 40 dB of the loudest one, each without its offset.</summary>
    /// <param name="samples">The samples without offset, one frame long or more.</param>
    /// <returns>The numbers of the frames, rising; one or more.</returns>
    public static IReadOnlyList<int> Find(double[] samples)
    {
        var powers = new double[1 + ((samples.Length - Length) / Hop)];
        for (var frame = 0; frame < powers.Length; frame++)
        {
            var part = samples.AsSpan(frame * Hop, Length);
            var sum = TensorPrimitives.Sum<double>(part);
            powers[frame] = TensorPrimitives.SumOfSquares<double>(part) - (sum * sum / Length);
        }

        var least = powers.Max() * Share;
        return [.. Enumerable.Range(0, powers.Length).Where(frame => powers[frame] >= least)];
    }
}
