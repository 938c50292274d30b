using System.Numerics.Tensors;
using NWaves.Signals;

namespace EmotionAI.Audio;

/// <summary>Leads from clips to the signals of NWaves and back.</summary>
/// <example><code>
/// var signal = AudioDecoder.Decode("call.wav").ToSignal();
/// Console.WriteLine($"{signal.SamplingRate} Hz, {signal.Length} samples");
/// </code></example>
public static class DiscreteSignalExtensions
{
    /// <summary>Gives the mean of the channels as a signal.</summary>
    /// <param name="clip">The clip.</param>
    /// <returns>The signal, with the rate of the clip and samples of its own.</returns>
    public static DiscreteSignal ToSignal(this AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return new DiscreteSignal(clip.SampleRate, Mix(clip, 0, clip.FrameCount));
    }

    /// <summary>Gives one channel as a signal.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>The signal, with the rate of the clip and samples of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public static DiscreteSignal ToSignal(this AudioClip clip, int channel)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, clip.Channels);
        var source = clip.Samples.Span;
        var samples = new float[clip.FrameCount];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = source[(i * clip.Channels) + channel];
        }

        return new DiscreteSignal(clip.SampleRate, samples);
    }

    /// <summary>Gives a signal as a clip of one channel.</summary>
    /// <param name="signal">The signal.</param>
    /// <returns>The clip, over the samples of the signal: whoever changes these changes the clip.</returns>
    public static AudioClip ToClip(this DiscreteSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new AudioClip(signal.Samples, signal.SamplingRate);
    }

    /// <summary>Averages the channels of a part of a clip.</summary>
    internal static float[] Mix(AudioClip clip, int start, int end)
    {
        var source = clip.Samples.Span[(start * clip.Channels)..(end * clip.Channels)];
        if (clip.Channels == 1)
        {
            return source.ToArray();
        }

        var mix = new float[end - start];
        for (var i = 0; i < mix.Length; i++)
        {
            mix[i] = TensorPrimitives.Sum(source.Slice(i * clip.Channels, clip.Channels)) / clip.Channels;
        }

        return mix;
    }
}
