using System.Numerics.Tensors;

namespace EmotionAI.Audio.Segments;

/// <summary>Adds up what <see cref="AudioQuality"/> tells of a stretch of sound.</summary>
internal record struct SoundTotals
{
    private const float FullScale = 0.999f;

    private long _samples;
    private double _sum;
    private double _squares;
    private long _clipped;
    private float _peak;

    /// <summary>Gets or sets the number of frames in which somebody speaks.</summary>
    public long Active { get; set; }

    /// <summary>Gets or sets whether anything was heard but digital silence.</summary>
    public bool IsHeard { get; set; }

    /// <summary>Counts the samples of one channel.</summary>
    public void Count(ReadOnlySpan<float> samples)
    {
        _samples += samples.Length;
        _sum += TensorPrimitives.Sum(samples);
        _squares += TensorPrimitives.SumOfSquares(samples);
        var peak = MathF.Abs(TensorPrimitives.MaxMagnitude(samples));
        _peak = MathF.Max(_peak, peak);
        if (peak >= FullScale)
        {
            foreach (var sample in samples)
            {
                _clipped += MathF.Abs(sample) >= FullScale ? 1 : 0;
            }
        }
    }

    public void Add(in SoundTotals other)
    {
        _samples += other._samples;
        _sum += other._sum;
        _squares += other._squares;
        _clipped += other._clipped;
        _peak = MathF.Max(_peak, other._peak);
        Active += other.Active;
        IsHeard |= other.IsHeard;
    }

    /// <summary>Describes the sound.</summary>
    /// <param name="duration">How long it is.</param>
    /// <param name="frame">How long a frame is.</param>
    /// <param name="reason">Why nobody speaks in it; null where somebody does.</param>
    /// <param name="cancelled">Whether its channels cancelled each other.</param>
    public readonly AudioQuality Describe(TimeSpan duration, TimeSpan frame, NoSpeechReason? reason, bool cancelled) => new()
    {
        Duration = duration,
        Peak = _peak,
        Rms = Math.Sqrt(_squares / _samples),
        ClippingShare = (double)_clipped / _samples,
        Offset = _sum / _samples,
        ActiveSpeech = reason is null ? TimeSpan.FromTicks(Math.Min(duration.Ticks, Active * frame.Ticks)) : TimeSpan.Zero,
        NoSpeech = reason,
        ChannelsCancelled = cancelled,
    };
}
