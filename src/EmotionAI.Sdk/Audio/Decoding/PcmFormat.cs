namespace EmotionAI.Audio.Decoding;

/// <summary>Describes samples that are stored one after another, channels interleaved.</summary>
internal readonly record struct PcmFormat(SampleEncoding Encoding, bool IsBigEndian, int SampleRate, int Channels)
{
    public int BytesPerSample => Encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };

    public int BytesPerFrame => BytesPerSample * Channels;

    /// <summary>Gets the encoding of signed integers in a container of 1 to 4 bytes.</summary>
    public static SampleEncoding Signed(int bytes) => bytes switch
    {
        1 => SampleEncoding.Signed8,
        2 => SampleEncoding.Signed16,
        3 => SampleEncoding.Signed24,
        _ => SampleEncoding.Signed32,
    };
}
