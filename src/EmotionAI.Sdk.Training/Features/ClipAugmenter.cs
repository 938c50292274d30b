using EmotionAI.Audio;
using EmotionAI.Training.Data.Clips;

namespace EmotionAI.Training.Features;

/// <summary>Makes altered copies of clips.</summary>
internal sealed class ClipAugmenter(SpeechAugmentation augmentation, int seed)
{
    /// <summary>Makes one copy.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="key">The hash of its file, which with the seed and the number of the copy draws what is changed.</param>
    /// <param name="copy">The number of the copy, from 0.</param>
    public AudioClip Augment(AudioClip clip, ReadOnlySpan<byte> key, int copy)
    {
        var random = new SplitMix(BitConverter.ToUInt64(key) ^ ((ulong)(uint)seed << 32) ^ (uint)copy);
        var speed = Draw(augmentation.Speeds, ref random);
        var noise = Draw(augmentation.SignalToNoise, ref random);
        var gain = Draw(augmentation.Gains, ref random);
        var band = Draw(augmentation.BandLimits, ref random);
        var samples = MonoClip.Mix(clip);
        var rate = clip.SampleRate;
        samples = Resample(samples, (int)Math.Round(rate * speed), rate);
        if (band > 0 && band < rate)
        {
            samples = Resample(Resample(samples, rate, band), band, rate);
        }

        AddNoise(samples, noise, ref random);
        var factor = (float)Math.Pow(10, gain / 20);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] *= factor;
        }

        return new AudioClip(samples, rate);
    }

    private static T Draw<T>(IReadOnlyList<T> values, ref SplitMix random) => values[random.Below(values.Count)];

    /// <summary>Takes samples as if they were of one rate to another: a lower rate than the true one plays them slower.</summary>
    private static float[] Resample(float[] samples, int from, int to)
    {
        if (from == to)
        {
            return samples;
        }

        var resampler = new Resampler(from, to, ResamplerQuality.Reference);
        var resampled = new float[resampler.OutputLength(samples.Length)];
        resampler.Resample(samples, resampled);
        return resampled;
    }

    private static void AddNoise(float[] samples, double ratio, ref SplitMix random)
    {
        if (double.IsPositiveInfinity(ratio))
        {
            return;
        }

        var power = samples.Sum(sample => (double)sample * sample) / Math.Max(1, samples.Length);
        var deviation = Math.Sqrt(power / Math.Pow(10, ratio / 10));
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] += (float)(deviation * random.Normal());
        }
    }
}
