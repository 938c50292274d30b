using System.Buffers.Binary;
using System.Numerics.Tensors;
using EmotionAI.Audio;

namespace EmotionAI.Extensions.AI;

/// <summary>Writes a clip as the WAV that recognisers of speech read: one channel, 16 bits, 16 kHz.</summary>
internal static class TranscriptionWave
{
    private const int SampleRate = 16_000;
    private const int BytesOfSample = 2;
    private const int HeaderBytes = 44;

    /// <summary>18 hours.</summary>
    private const int MostSamples = 1 << 30;

    /// <exception cref="EmotionAIException">The clip has samples that are not finite, or is too long.</exception>
    public static byte[] Of(AudioClip clip)
    {
        if (!clip.Samples.IsEmpty && !TensorPrimitives.IsFiniteAll(clip.Samples.Span))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip has samples that are no finite numbers.");
        }

        if ((double)clip.FrameCount * SampleRate / clip.SampleRate > MostSamples)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip is {clip.Duration.TotalHours:0.0} hours long; {(double)MostSamples / SampleRate / 3600:0.0} are allowed."));
        }

        var samples = Resample(Mix(clip), clip.SampleRate);
        var wave = new byte[HeaderBytes + (samples.Length * BytesOfSample)];
        WriteHeader(wave);
        for (var i = 0; i < samples.Length; i++)
        {
            var value = Math.Clamp(MathF.Round(samples[i] * (short.MaxValue + 1)), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(HeaderBytes + (i * BytesOfSample)), (short)value);
        }

        return wave;
    }

    private static void WriteHeader(Span<byte> wave)
    {
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave[4..], wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(wave[28..], SampleRate * BytesOfSample);
        BinaryPrimitives.WriteInt16LittleEndian(wave[32..], BytesOfSample);
        BinaryPrimitives.WriteInt16LittleEndian(wave[34..], BytesOfSample * 8);
        "data"u8.CopyTo(wave[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[40..], wave.Length - HeaderBytes);
    }

    private static ReadOnlySpan<float> Mix(AudioClip clip)
    {
        var samples = clip.Samples.Span;
        if (clip.Channels == 1)
        {
            return samples;
        }

        var mix = new float[clip.FrameCount];
        for (var i = 0; i < mix.Length; i++)
        {
            mix[i] = TensorPrimitives.Sum(samples.Slice(i * clip.Channels, clip.Channels)) / clip.Channels;
        }

        return mix;
    }

    private static ReadOnlySpan<float> Resample(ReadOnlySpan<float> samples, int sampleRate)
    {
        if (sampleRate == SampleRate || samples.IsEmpty)
        {
            return samples;
        }

        var resampler = new Resampler(sampleRate, SampleRate);
        var resampled = new float[resampler.OutputLength(samples.Length)];
        resampler.Resample(samples, resampled);
        return resampled;
    }
}
