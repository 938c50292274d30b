using System.Buffers.Binary;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Builds small RIFF files, right ones and wrong ones.</summary>
internal static class WavBuilder
{
    public static byte[] File(params byte[][] chunks) => Container("RIFF"u8, "WAVE"u8, chunks);

    public static byte[] Container(ReadOnlySpan<byte> name, ReadOnlySpan<byte> form, params byte[][] chunks)
    {
        byte[] body = [.. form, .. chunks.SelectMany(c => c)];
        return [.. name, .. UInt32(body.Length), .. body];
    }

    public static byte[] Chunk(string name, byte[] content, long? size = null) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), .. UInt32(size ?? content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] Format(int tag = 1, int channels = 1, long sampleRate = 16_000, int bits = 16, int? blockAlign = null, byte[]? extension = null)
    {
        var content = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(content, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)sampleRate);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(12), (ushort)(blockAlign ?? channels * ((bits + 7) / 8)));
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(14), (ushort)bits);
        return Chunk("fmt ", [.. content, .. extension ?? []]);
    }

    public static byte[] Simple(int frames, int channels = 1, int bits = 16, int sampleRate = 16_000)
    {
        var data = new byte[frames * channels * ((bits + 7) / 8)];
        new Random(frames).NextBytes(data);
        return File(Format(1, channels, sampleRate, bits), Chunk("data", data));
    }

    private static byte[] UInt32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }
}
