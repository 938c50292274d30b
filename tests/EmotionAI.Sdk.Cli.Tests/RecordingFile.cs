using System.Text;

namespace EmotionAI.Cli.Tests;

/// <summary>Makes small WAV files of 16 bits at 16 kHz, right ones and such whose header is wrong.</summary>
internal static class RecordingFile
{
    private const int SampleRate = 16_000;

    public static byte[] Wav(IReadOnlyList<short> samples, int? blockAlign = null, byte[]? before = null, long? dataBytes = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (before?.Length ?? 0) + (2 * samples.Count));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(SampleRate);
        writer.Write(2 * SampleRate);
        writer.Write((short)(blockAlign ?? 2));
        writer.Write((short)16);
        writer.Write(before ?? []);
        writer.Write("data"u8);
        writer.Write((uint)(dataBytes ?? (2 * samples.Count)));
        foreach (var sample in samples)
        {
            writer.Write(sample);
        }

        return stream.ToArray();
    }

    /// <summary>Makes a sound whose level rises and falls twice a second, as that of speech does.</summary>
    public static short[] Speech(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i => (short)(8_000 * Math.Pow(Math.Sin(Math.Tau * i / SampleRate), 4) * Math.Sin(Math.Tau * 220 * i / SampleRate)))];

    /// <summary>Makes a hum of 50 Hz.</summary>
    public static short[] Hum(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i => (short)(2_000 * Math.Sin(Math.Tau * 50 * i / SampleRate)))];

    /// <summary>Makes an odd chunk without the byte that must pad it.</summary>
    public static byte[] UnpaddedChunk(string name) => [.. Encoding.ASCII.GetBytes(name), 5, 0, 0, 0, 1, 2, 3, 4, 5];
}
