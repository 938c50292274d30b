using System.Runtime.InteropServices;

namespace EmotionAI.Tests;

/// <summary>Makes recordings of one channel.</summary>
internal static class WavFile
{
    private const int UsualRate = 16_000;

    /// <summary>Makes a recording of 16 kHz and 16 bits.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="announced">How many samples the header announces; null for those that are there.</param>
    public static byte[] Bytes(short[] samples, int? announced = null) => Bytes(MemoryMarshal.AsBytes<short>(samples), UsualRate, isFloat: false, announced);

    /// <summary>Makes a recording of samples as they stand in it, of 16 bits, or of floats where they are to be of any value.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> samples, int rate, bool isFloat = false, int? announced = null)
    {
        var size = isFloat ? sizeof(float) : sizeof(short);
        var length = announced * size ?? samples.Length;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)(isFloat ? 3 : 1));
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * size);
        writer.Write((short)size);
        writer.Write((short)(8 * size));
        writer.Write("data"u8);
        writer.Write(length);
        writer.Write(samples);
        writer.Flush();
        return stream.ToArray();
    }
}
