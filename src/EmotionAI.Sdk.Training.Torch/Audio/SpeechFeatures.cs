using EmotionAI.Audio;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Turns recordings into what an ECAPA-TDNN reads: mono samples at 16 kHz, and of these log-mel energies without the mean of the clip.</summary>
/// <param name="melBands">The number of mel bands.</param>
/// <param name="decoders">Decode more formats than those that are built in.</param>
internal sealed class SpeechFeatures(int melBands, IReadOnlyList<IAudioDecoder> decoders)
{
    private readonly SpeechBrainFilterBank _bank = new(melBands);

    public int Bands => _bank.MelBands;

    public int SampleRate => _bank.SampleRate;

    /// <summary>Gives the number of frames of so many samples.</summary>
    public int Frames(int samples) => _bank.FrameCount(samples);

    /// <summary>Reads a recording as the SDK does: channels averaged, then resampled.</summary>
    /// <exception cref="EmotionAIException">It cannot be read, or is silent nothing.</exception>
    public float[] Read(string path)
    {
        var clip = AudioDecoder.Decode(path, decoders);
        var mono = Mix(clip.Samples.Span, clip.Channels);
        if (clip.SampleRate == SampleRate)
        {
            return mono;
        }

        var resampler = new Resampler(clip.SampleRate, SampleRate, ResamplerQuality.Reference);
        var samples = new float[resampler.OutputLength(mono.Length)];
        resampler.Resample(mono, samples);
        return samples;
    }

    /// <summary>Computes the features, <c>[frames, bands]</c>; follows <c>InputNormalization</c> with <c>norm_type: sentence</c>, <c>std_norm: False</c>.</summary>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        var features = new float[Frames(samples.Length) * Bands];
        _bank.Compute(samples, features);
        for (var band = 0; band < Bands; band++)
        {
            var sum = 0.0;
            for (var i = band; i < features.Length; i += Bands)
            {
                sum += features[i];
            }

            var mean = sum / (features.Length / Bands);
            for (var i = band; i < features.Length; i += Bands)
            {
                features[i] = (float)(features[i] - mean);
            }
        }

        return features;
    }

    private static float[] Mix(ReadOnlySpan<float> samples, int channels)
    {
        if (channels == 1)
        {
            return samples.ToArray();
        }

        var mono = new float[samples.Length / channels];
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            foreach (var sample in samples.Slice(i * channels, channels))
            {
                sum += sample;
            }

            mono[i] = sum / channels;
        }

        return mono;
    }
}
