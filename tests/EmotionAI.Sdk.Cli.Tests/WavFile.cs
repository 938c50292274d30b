using System.Text;

namespace EmotionAI.Cli.Tests;

/// <summary>Makes a recording of 16 kHz, one channel, 16 bits.</summary>
internal static class WavFile
{
    /// <param name="samples">The samples.</param>
    /// <param name="announced">How many samples the header announces; null for those that are there.</param>
    public static byte[] Bytes(short[] samples, int? announced = null)
    {
        var size = (announced ?? samples.Length) * sizeof(short);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + size);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16_000);
        writer.Write(32_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(size);
        Array.ForEach(samples, writer.Write);
        writer.Flush();
        return stream.ToArray();
    }
}
