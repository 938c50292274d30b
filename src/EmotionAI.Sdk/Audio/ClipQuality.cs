using System.Numerics.Tensors;

namespace EmotionAI.Audio;

/// <summary>Measures the sound that a model is about to read, in one pass over its samples at their own rate; allocates the result only.</summary>
internal static class ClipQuality
{
    private const float FullScale = 0.999f;

    /// <summary>24 dB beyond full scale: no mix of float samples is that loud, integers are.</summary>
    private const float HighestPeak = 16;

    /// <summary>The sum of the channels is 20 dB below the loudest of them.</summary>
    private const double Cancelled = 0.01;

    /// <summary>Measures a clip whose samples are finite.</summary>
    /// <param name="clip">The clip, one frame long or more.</param>
    /// <param name="frames">The number of frames that the model reads.</param>
    /// <param name="heard">What the model is to read: the clip, or its loudest channel where the channels cancel each other.</param>
    /// <exception cref="EmotionAIException">The samples are far beyond full scale.</exception>
    public static AudioQuality Measure(AudioClip clip, int frames, out AudioClip heard)
    {
        var samples = clip.Samples.Span[..(frames * clip.Channels)];
        var peak = MathF.Abs(TensorPrimitives.MaxMagnitude(samples));
        if (peak > HighestPeak)
        {
            throw ScaleFault.Describe(samples, peak, HighestPeak);
        }

        using var activity = new SpeechActivity(clip.SampleRate, frames);
        using var channels = new ChannelMix(clip.Channels, activity.BlockLength);
        var clipped = 0;
        for (var start = 0; start < frames; start += activity.BlockLength)
        {
            var block = samples[(start * clip.Channels)..(Math.Min(frames, start + activity.BlockLength) * clip.Channels)];
            clipped += CountClipped(block);
            activity.Add(channels.Add(block));
        }

        if (clip.Channels > 1 && channels.SumVariance < Cancelled * channels.LoudestVariance)
        {
            return Measure(channels.Loudest(clip), frames, out heard) with { ChannelsCancelled = true };
        }

        heard = clip;
        var speech = activity.Find(out var reason);
        return new AudioQuality
        {
            Duration = TimeSpan.FromSeconds((double)frames / clip.SampleRate),
            Peak = peak,
            Rms = Math.Sqrt(channels.MeanSquare),
            ClippingShare = (double)clipped / samples.Length,
            Offset = channels.Mean,
            ActiveSpeech = TimeSpan.FromSeconds(speech),
            NoSpeech = reason,
        };
    }

    private static int CountClipped(ReadOnlySpan<float> samples)
    {
        if (MathF.Abs(TensorPrimitives.MaxMagnitude(samples)) < FullScale)
        {
            return 0;
        }

        var count = 0;
        foreach (var sample in samples)
        {
            count += MathF.Abs(sample) >= FullScale ? 1 : 0;
        }

        return count;
    }
}
