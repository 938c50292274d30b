using System.Buffers.Binary;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Reads what encoders write in place of the first frame: how many follow, and how much of them is no sound (the Xing header, and LAME's tag behind it).</summary>
/// <param name="Frames">The number of frames behind; null where it is not told.</param>
/// <param name="Delay">The samples that the encoder put before the sound; null where it is not told.</param>
/// <param name="Padding">The samples that it put behind.</param>
internal readonly record struct EncoderTag(uint? Frames, int? Delay, int Padding)
{
    /// <summary>What every decoder of layer III adds to the delay of the encoder.</summary>
    public const int DecoderDelay = 529;

    private const int TableBytes = 100;
    private const int ExtensionBytes = 24;
    private const int DelayOffset = 21;
    private const int VbriOffset = 36;

    /// <returns>Null where the frame is one of sound.</returns>
    public static EncoderTag? Read(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Layer != NLayer.MpegLayer.LayerIII)
        {
            return null;
        }

        // Behind a checksum the tag stands where it stands without one, or behind it: encoders differ.
        var offset = MpegHeader.Bytes + header.SideBytes;
        return FindXing(frame, offset) ?? (header.HasCrc ? FindXing(frame, offset + 2) : null)
            ?? (frame.Length > VbriOffset && frame[VbriOffset..].StartsWith("VBRI"u8) ? new EncoderTag(null, null, 0) : null);
    }

    private static EncoderTag? FindXing(ReadOnlySpan<byte> frame, int offset) =>
        frame.Length >= offset + 8 && (frame[offset..].StartsWith("Xing"u8) || frame[offset..].StartsWith("Info"u8)) ? ReadXing(frame[offset..]) : null;

    private static EncoderTag ReadXing(ReadOnlySpan<byte> tag)
    {
        var flags = BinaryPrimitives.ReadUInt32BigEndian(tag[4..]);
        tag = tag[8..];
        uint? frames = null;
        if ((flags & 1) != 0 && tag.Length >= 4)
        {
            frames = BinaryPrimitives.ReadUInt32BigEndian(tag);
            tag = tag[4..];
        }

        var rest = ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? TableBytes : 0) + ((flags & 8) != 0 ? 4 : 0);
        tag = tag.Length >= rest ? tag[rest..] : [];
        if (tag.Length < ExtensionBytes || !NamesEncoder(tag))
        {
            return new EncoderTag(frames, null, 0);
        }

        var delay = (tag[DelayOffset] << 4) | (tag[DelayOffset + 1] >> 4);
        var padding = ((tag[DelayOffset + 1] & 15) << 8) | tag[DelayOffset + 2];
        return new EncoderTag(frames, delay, padding);
    }

    private static bool NamesEncoder(ReadOnlySpan<byte> tag) => tag.StartsWith("LAME"u8) || tag.StartsWith("Lavf"u8) || tag.StartsWith("Lavc"u8) || tag.StartsWith("GOGO"u8);
}
