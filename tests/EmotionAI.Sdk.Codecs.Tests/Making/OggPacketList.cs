using EmotionAI.Audio.Ogg;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Tests.Codecs.Making;

/// <summary>Reads all packets of the one stream of an Ogg file.</summary>
internal static class OggPacketList
{
    public static List<byte[]> Of(byte[] file)
    {
        using var bytes = new MemoryStream(file);
        var pages = new OggPages(new ByteSource(bytes, CancellationToken.None));
        Assert.True(pages.TryRead(out var first));
        var stream = new OggStream(pages, first);
        List<byte[]> packets = [.. stream.Packets.Select(packet => packet.ToArray())];
        while (stream.MoveNext())
        {
            packets.AddRange(stream.Packets.Select(packet => packet.ToArray()));
        }

        return packets;
    }
}
