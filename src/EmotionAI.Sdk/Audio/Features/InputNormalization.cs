namespace EmotionAI.Audio.Features;

/// <summary>Takes the mean off features, and divides by their deviation; follows <c>speechbrain.processing.features.InputNormalization</c> for one clip at a time.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class InputNormalization
{
    private const double DefaultEpsilon = 1e-10;

    private readonly float[]? _mean;
    private readonly float[]? _deviation;
    private readonly bool _divides;
    private readonly bool _unbiased;
    private readonly double _epsilon;

    private InputNormalization(float[]? mean, float[]? deviation, bool divides, bool unbiased, double epsilon)
    {
        _mean = mean;
        _deviation = deviation;
        _divides = divides;
        _unbiased = unbiased;
        _epsilon = epsilon;
    }

    /// <summary>Normalizes with the statistics of the clip itself.</summary>
    /// <param name="divides">Whether to divide by the deviation (<c>std_norm</c>).</param>
    /// <param name="unbiased">Whether the variance divides by n - 1, as before SpeechBrain 1.1.</param>
    /// <param name="epsilon">The smallest deviation that is divided by.</param>
    public static InputNormalization Sentence(bool divides, bool unbiased, double epsilon = DefaultEpsilon) => new(null, null, divides, unbiased, epsilon);

    /// <summary>Normalizes with stored statistics.</summary>
    /// <param name="mean">The mean of each feature.</param>
    /// <param name="deviation">The deviation of each feature; null to take the mean off only.</param>
    /// <param name="epsilon">The smallest deviation that is divided by.</param>
    public static InputNormalization Global(float[] mean, float[]? deviation, double epsilon = DefaultEpsilon) => new(mean, deviation, deviation is not null, unbiased: false, epsilon);

    /// <summary>Normalizes in place.</summary>
    /// <param name="features">The features, <c>[frames, size]</c>.</param>
    /// <param name="size">The number of values of a frame.</param>
    public void Apply(Span<float> features, int size)
    {
        var frames = features.Length / size;
        for (var i = 0; i < size; i++)
        {
            var mean = _mean is null ? Mean(features, size, i, frames) : _mean[i];
            var deviation = !_divides ? 1 : _deviation is null ? Deviation(features, size, i, frames, mean) : _deviation[i];
            var factor = 1 / Math.Max(deviation, _epsilon);
            for (var frame = 0; frame < frames; frame++)
            {
                ref var value = ref features[(frame * size) + i];
                value = (float)((value - mean) * factor);
            }
        }
    }

    private static double Mean(ReadOnlySpan<float> features, int size, int index, int frames)
    {
        var sum = 0.0;
        for (var frame = 0; frame < frames; frame++)
        {
            sum += features[(frame * size) + index];
        }

        return sum / frames;
    }

    private double Deviation(ReadOnlySpan<float> features, int size, int index, int frames, double mean)
    {
        var sum = 0.0;
        for (var frame = 0; frame < frames; frame++)
        {
            var difference = features[(frame * size) + index] - mean;
            sum += difference * difference;
        }

        return Math.Sqrt(sum / Math.Max(1, _unbiased ? frames - 1 : frames));
    }
}
