using EmotionAI.Audio;

namespace EmotionAI.Training.Data.Clips;

/// <summary>Makes one channel of a recording, at another rate.</summary>
internal static class MonoClip
{
    /// <summary>Below this share of the loudest channel's energy the channels cancel each other, and the loudest counts.</summary>
    private const double LeastShare = 1e-3;

    /// <returns>The mean of the channels at that rate.</returns>
    public static float[] Of(AudioClip clip, int sampleRate)
    {
        var mono = Mix(clip);
        var resampler = new Resampler(clip.SampleRate, sampleRate, ResamplerQuality.Reference);
        var output = new float[resampler.OutputLength(mono.Length)];
        resampler.Resample(mono, output);
        return output;
    }

    /// <summary>Makes one channel of all: their mean, or the loudest where they cancel each other.</summary>
    public static float[] Mix(AudioClip clip) => Mix(clip.Samples.Span, clip.Channels);

    private static float[] Mix(ReadOnlySpan<float> samples, int channels)
    {
        if (channels == 1)
        {
            return samples.ToArray();
        }

        var mix = new float[samples.Length / channels];
        var energies = new double[channels];
        for (var i = 0; i < samples.Length; i++)
        {
            mix[i / channels] += samples[i] / channels;
            energies[i % channels] += (double)samples[i] * samples[i];
        }

        var loudest = Array.IndexOf(energies, energies.Max());
        if (mix.Sum(sample => (double)sample * sample) < LeastShare * energies[loudest])
        {
            for (var i = 0; i < mix.Length; i++)
            {
                mix[i] = samples[(i * channels) + loudest];
            }
        }

        return mix;
    }
}
