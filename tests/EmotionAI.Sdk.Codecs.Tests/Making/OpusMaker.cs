using System.Buffers.Binary;
using Concentus.Enums;
using Concentus.Structs;

namespace EmotionAI.Tests.Codecs.Making;

/// <summary>Makes Opus recordings of tones, one for each channel, with the encoder of Concentus.</summary>
internal sealed class OpusMaker
{
    public const uint Serial = 0x0515_2025;
    public const int PreSkip = 312;
    private const int Rate = 48_000;

    public OpusMaker(int channels, int frames, int packetLength = 960)
    {
        Channels = channels;
        Frames = frames;
        PacketLength = packetLength;
        Tones = MakeTones(channels, frames);
        Packets = Encode();
    }

    public int Channels { get; }

    /// <summary>Gets the length of the sound, in samples of 48 kHz.</summary>
    public int Frames { get; }

    public int PacketLength { get; }

    public float[] Tones { get; }

    public byte[][] Packets { get; }

    /// <summary>Gets the position at the end of the sound.</summary>
    public long LastGranule => PreSkip + Frames;

    public byte[] Head(uint inputRate = Rate, short gain = 0, byte? family = null)
    {
        var head = new byte[19];
        "OpusHead"u8.CopyTo(head);
        head[8] = 1;
        head[9] = (byte)Channels;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), PreSkip);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(12), inputRate);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(16), gain);
        head[18] = family ?? (byte)(Channels > 2 ? 1 : 0);
        return Channels > 2 ? [.. head, (byte)Channels, 0, .. Enumerable.Range(0, Channels).Select(channel => (byte)channel)] : head;
    }

    /// <summary>Makes an Ogg file with a few packets a page.</summary>
    public byte[] Ogg(byte[]? head = null, int packetsOfPage = 5, long begin = 0)
    {
        var writer = new OggWriter();
        WriteTo(writer, head, packetsOfPage, begin);
        return writer.ToArray();
    }

    public void WriteTo(OggWriter writer, byte[]? head = null, int packetsOfPage = 5, long begin = 0, uint serial = Serial)
    {
        writer.Page(0, 2, serial, head ?? Head());
        writer.Page(0, 0, serial, [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (var i = 0; i < Packets.Length; i += packetsOfPage)
        {
            var packets = Packets[i..Math.Min(i + packetsOfPage, Packets.Length)];
            var isLast = i + packetsOfPage >= Packets.Length;
            var granule = isLast ? LastGranule : (long)(i + packets.Length) * PacketLength;
            writer.Page(begin + granule, (byte)(isLast ? 4 : 0), serial, packets);
        }
    }

    private static float[] MakeTones(int channels, int frames)
    {
        var tones = new float[frames * channels];
        for (var i = 0; i < tones.Length; i++)
        {
            tones[i] = 0.3f * MathF.Sin(2 * MathF.PI * (300 + (150 * (i % channels))) * (i / channels) / Rate);
        }

        return tones;
    }

    private byte[][] Encode()
    {
        byte[] mapping = [.. Enumerable.Range(0, Channels).Select(channel => (byte)channel)];
        // The factory that is recommended looks for a libopus on the machine.
#pragma warning disable CS0618
        var encoder = OpusMSEncoder.Create(Rate, Channels, Channels > 2 ? Channels : 1, Channels == 2 ? 1 : 0, mapping, OpusApplication.OPUS_APPLICATION_AUDIO);
#pragma warning restore CS0618
        encoder.Bitrate = 64_000 * Channels;
        var packets = new byte[((Frames + PreSkip + PacketLength - 1) / PacketLength)][];
        var padded = new float[packets.Length * PacketLength * Channels];
        Tones.CopyTo(padded, 0);
        var buffer = new byte[1_275 * 4 * Channels];
        for (var i = 0; i < packets.Length; i++)
        {
            var length = encoder.EncodeMultistream(padded.AsSpan(i * PacketLength * Channels, PacketLength * Channels), PacketLength, buffer, buffer.Length);
            packets[i] = buffer[..length];
        }

        return packets;
    }
}
