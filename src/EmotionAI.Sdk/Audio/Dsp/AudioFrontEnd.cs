using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace EmotionAI.Audio.Dsp;

/// <summary>Brings clips to mono at one rate: each channel is resampled, then the channels are averaged, as SpeechBrain's <c>AudioNormalizer</c> does.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class AudioFrontEnd
{
    private const int MaximumResamplers = 16;

    private readonly ConcurrentDictionary<(int From, int To), Resampler> _resamplers = new();

    /// <summary>Prepares a clip; one that is mono at the rate already is not copied.</summary>
    /// <exception cref="EmotionAIException">The sample rate is higher than can be resampled.</exception>
    public MonoSamples Prepare(AudioClip clip, int targetRate)
    {
        if (clip.Channels == 1 && clip.SampleRate == targetRate)
        {
            return new MonoSamples(clip.Samples);
        }

        if (clip.SampleRate > Resampler.HighestRate)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip has a sample rate of {clip.SampleRate} Hz; 1 to {Resampler.HighestRate} Hz are allowed."));
        }

        var resampler = ResamplerFor(clip.SampleRate, targetRate);
        var length = resampler.OutputLength(clip.FrameCount);
        var mono = ArrayPool<float>.Shared.Rent(Math.Max(1, length));
        var channel = ArrayPool<float>.Shared.Rent(clip.FrameCount);
        var resampled = ArrayPool<float>.Shared.Rent(Math.Max(1, length));
        var sum = mono.AsSpan(0, length);
        for (var i = 0; i < clip.Channels; i++)
        {
            Extract(clip, i, channel);
            resampler.Resample(channel.AsSpan(0, clip.FrameCount), resampled);
            if (i == 0)
            {
                resampled.AsSpan(0, length).CopyTo(sum);
            }
            else
            {
                TensorPrimitives.Add(sum, resampled.AsSpan(0, length), sum);
            }
        }

        if (clip.Channels > 1)
        {
            TensorPrimitives.Divide(sum, clip.Channels, sum);
        }

        ArrayPool<float>.Shared.Return(channel);
        ArrayPool<float>.Shared.Return(resampled);
        return new MonoSamples(mono, length);
    }

    private static void Extract(AudioClip clip, int channel, Span<float> target)
    {
        var samples = clip.Samples.Span;
        if (clip.Channels == 1)
        {
            samples.CopyTo(target);
            return;
        }

        for (int i = channel, frame = 0; i < samples.Length; i += clip.Channels)
        {
            target[frame++] = samples[i];
        }
    }

    private Resampler ResamplerFor(int from, int to)
    {
        if (_resamplers.TryGetValue((from, to), out var resampler))
        {
            return resampler;
        }

        resampler = new Resampler(from, to, ResamplerQuality.Reference);
        return _resamplers.Count < MaximumResamplers ? _resamplers.GetOrAdd((from, to), resampler) : resampler;
    }
}
