using System.Buffers.Binary;
using EmotionAI.Audio.Ogg;

namespace EmotionAI.Tests.Codecs.Making;

/// <summary>Writes Ogg files page by page.</summary>
internal sealed class OggWriter
{
    private readonly List<byte> _file = [];
    private readonly Dictionary<uint, uint> _sequences = [];

    public byte[] ToArray() => [.. _file];

    /// <summary>Writes a page with whole packets.</summary>
    public OggWriter Page(long granule, byte flags, uint serial, params byte[][] packets)
    {
        List<byte> lacing = [];
        foreach (var packet in packets)
        {
            lacing.AddRange(Enumerable.Repeat((byte)255, packet.Length / 255));
            lacing.Add((byte)(packet.Length % 255));
        }

        return Raw(granule, flags, serial, [.. lacing], [.. packets.SelectMany(packet => packet)]);
    }

    /// <summary>Writes a page with any table.</summary>
    public OggWriter Raw(long granule, byte flags, uint serial, byte[] lacing, byte[] body)
    {
        _sequences.TryGetValue(serial, out var sequence);
        _sequences[serial] = sequence + 1;
        var header = new byte[OggPage.HeaderBytes];
        "OggS"u8.CopyTo(header);
        header[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(18), sequence);
        header[26] = (byte)lacing.Length;
        byte[] page = [.. header, .. lacing, .. body];
        Sign(page);
        _file.AddRange(page);
        return this;
    }

    /// <summary>Leaves out a page.</summary>
    public OggWriter Lose(uint serial)
    {
        _sequences[serial]++;
        return this;
    }

    /// <summary>Writes the checksum of every page again.</summary>
    public static void SignAll(Span<byte> file)
    {
        while (file.Length >= OggPage.HeaderBytes && file.IndexOf("OggS"u8) is >= 0 and var start)
        {
            file = file[start..];
            if (file.Length < OggPage.HeaderBytes || file.Length < OggPage.HeaderBytes + file[26] || new OggPage(file).Length > file.Length)
            {
                return;
            }

            var length = new OggPage(file).Length;
            Sign(file[..length]);
            file = file[length..];
        }
    }

    private static void Sign(Span<byte> page)
    {
        page.Slice(22, 4).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(page[22..], OggChecksum.Add(0, page));
    }
}
