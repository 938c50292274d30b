using System.Buffers.Binary;

namespace EmotionAI.Tests.Codecs.Making;

/// <summary>Writes Matroska files element by element, with sizes or, as browsers do, without.</summary>
internal sealed class WebmWriter
{
    public const byte NoLacing = 0;
    public const byte Xiph = 2;
    public const byte Fixed = 4;
    public const byte Ebml = 6;

    private readonly List<byte> _file = [];

    public byte[] ToArray() => [.. _file];

    public WebmWriter Add(uint id, params byte[] data)
    {
        Write(id);
        var size = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(size, 0x0100_0000_0000_0000UL + (ulong)data.Length);
        _file.AddRange(size);
        _file.AddRange(data);
        return this;
    }

    /// <summary>Begins an element whose size is not told.</summary>
    public WebmWriter Open(uint id)
    {
        Write(id);
        _file.AddRange([0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        return this;
    }

    public static byte[] Element(uint id, params byte[] data) => new WebmWriter().Add(id, data).ToArray();

    public static byte[] Number(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Makes the description of a track of sound.</summary>
    public static byte[] Track(byte number, string codec, byte[] headers, ulong? delay = null, byte kind = 2) => Element(
        0xAE,
        [
            .. Element(0xD7, number), .. Element(0x83, kind), .. Element(0x86, System.Text.Encoding.ASCII.GetBytes(codec)), .. Element(0x63A2, headers),
            .. delay is { } told ? Element(0x56AA, Number(told)) : [], .. Element(0xE1, Element(0x9F, 1)),
        ]);

    /// <summary>Makes the data of a block of track 1.</summary>
    public static byte[] Block(byte lacing, params byte[][] packets)
    {
        byte[] head = [0x81, 0, 0, lacing];
        byte[] all = [.. packets.SelectMany(packet => packet)];
        return lacing switch
        {
            NoLacing => [.. head, .. packets[0]],
            Fixed => [.. head, (byte)(packets.Length - 1), .. all],
            Xiph => [.. head, (byte)(packets.Length - 1), .. packets[..^1].SelectMany(packet => Enumerable.Repeat((byte)255, packet.Length / 255).Append((byte)(packet.Length % 255))), .. all],
            _ => [.. head, (byte)(packets.Length - 1), .. EbmlLengths(packets), .. all],
        };
    }

    private static IEnumerable<byte> EbmlLengths(byte[][] packets)
    {
        for (var i = 0; i < packets.Length - 1; i++)
        {
            var value = i == 0 ? packets[0].Length : packets[i].Length - packets[i - 1].Length + 0x1FFF;
            yield return (byte)(0x40 | (value >> 8));
            yield return (byte)value;
        }
    }

    private void Write(uint id)
    {
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            if (id >> shift != 0)
            {
                _file.Add((byte)(id >> shift));
            }
        }
    }
}
