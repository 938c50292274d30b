namespace EmotionAI.Audio.Matroska;

/// <summary>Numbers the elements of Matroska (RFC 9559) that matter for sound.</summary>
internal static class MatroskaElement
{
    public const uint Segment = 0x1853_8067;
    public const uint Cluster = 0x1F43_B675;
    public const uint Tracks = 0x1654_AE6B;
    public const uint TrackEntry = 0xAE;
    public const uint TrackNumber = 0xD7;
    public const uint TrackType = 0x83;
    public const uint CodecId = 0x86;
    public const uint CodecPrivate = 0x63A2;
    public const uint CodecDelay = 0x56AA;
    public const uint ContentEncodings = 0x6D80;
    public const uint BlockGroup = 0xA0;
    public const uint Block = 0xA1;
    public const uint SimpleBlock = 0xA3;
    public const uint DiscardPadding = 0x75A2;
}
