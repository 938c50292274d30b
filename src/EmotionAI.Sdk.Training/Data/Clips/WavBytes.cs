using System.Buffers.Binary;

namespace EmotionAI.Training.Data.Clips;

/// <summary>Writes one channel as a WAV file of 16 bits.</summary>
internal static class WavBytes
{
    private const int HeaderSize = 44;
    private const int SampleSize = sizeof(short);
    private const short Pcm = 1;
    private const int FormatSize = 16;

    /// <param name="samples">The samples, full scale 1; beyond it they are cut.</param>
    /// <param name="sampleRate">The rate, in Hz.</param>
    public static byte[] Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        var size = samples.Length * SampleSize;
        var bytes = new byte[HeaderSize + size];
        "RIFF"u8.CopyTo(bytes);
        Integer(bytes, 4, HeaderSize - 8 + size);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        Integer(bytes, 16, FormatSize);
        Short(bytes, 20, Pcm);
        Short(bytes, 22, 1);
        Integer(bytes, 24, sampleRate);
        Integer(bytes, 28, sampleRate * SampleSize);
        Short(bytes, 32, SampleSize);
        Short(bytes, 34, 8 * SampleSize);
        "data"u8.CopyTo(bytes.AsSpan(36));
        Integer(bytes, 40, size);
        for (var i = 0; i < samples.Length; i++)
        {
            Short(bytes, HeaderSize + (i * SampleSize), Quantize(samples[i]));
        }

        return bytes;
    }

    /// <summary>The decoder divides by 2^15: what it read from 16 bits is written as it was.</summary>
    private static short Quantize(float sample) => float.IsNaN(sample) ? (short)0 : (short)Math.Clamp(MathF.Round(sample * -(float)short.MinValue), short.MinValue, short.MaxValue);

    private static void Integer(Span<byte> bytes, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes[offset..], value);

    private static void Short(Span<byte> bytes, int offset, short value) => BinaryPrimitives.WriteInt16LittleEndian(bytes[offset..], value);
}
