namespace EmotionAI.Audio.Opus;

/// <summary>Reads how long a packet of Opus sounds (RFC 6716, 3.1).</summary>
internal static class OpusPacket
{
    /// <summary>120 ms at 48 kHz, the most that a packet may hold.</summary>
    public const int MostSamples = 5_760;

    /// <returns>The length in samples of 48 kHz; 0 where it is no packet.</returns>
    public static int Length(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        var frames = (packet[0] & 3) switch
        {
            0 => 1,
            3 when packet.Length < 2 => 0,
            3 => packet[1] & 63,
            _ => 2,
        };
        var length = frames * FrameLength(packet[0] >> 3);
        return length <= MostSamples ? length : 0;
    }

    /// <summary>SILK has 10 to 60 ms a frame, the hybrid 10 and 20, CELT 2.5 to 20.</summary>
    private static int FrameLength(int configuration) => configuration switch
    {
        < 12 => (configuration & 3) == 3 ? 2_880 : 480 << (configuration & 3),
        < 16 => 480 << (configuration & 1),
        _ => 120 << (configuration & 3),
    };
}
