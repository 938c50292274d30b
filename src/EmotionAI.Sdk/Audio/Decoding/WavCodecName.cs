namespace EmotionAI.Audio.Decoding;

/// <summary>Names the compressions that a WAV file may hold and that are not read.</summary>
internal static class WavCodecName
{
    /// <summary>Gets the number of a format, and its name where it has one.</summary>
    public static string Show(int tag) => Name(tag) is { } name ? Invariant($"{tag} ({name})") : Invariant($"{tag}");

    private static string? Name(int tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0010 => "OKI ADPCM",
        0x0011 => "IMA ADPCM",
        0x0014 or 0x0059 => "G.723 ADPCM",
        0x0020 => "Yamaha ADPCM",
        0x0022 => "TrueSpeech",
        0x0031 => "GSM 6.10",
        0x0040 => "G.721 ADPCM",
        0x0041 => "G.728",
        0x0042 => "G.723.1",
        0x0045 or 0x0064 => "G.726 ADPCM",
        0x0050 => "MPEG",
        0x0055 => "MP3",
        0x0057 or 0x0058 or 0x7361 or 0x7362 => "AMR",
        0x0065 or 0x028F => "G.722 ADPCM",
        0x0083 => "G.729",
        0x0092 or 0x2000 => "AC-3",
        0x00FF or 0x1600 or 0x1602 or 0x1610 or 0xA106 => "AAC",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "WMA",
        0x566F or (>= 0x674F and <= 0x6751) or (>= 0x676F and <= 0x6771) => "Vorbis",
        0x704F => "Opus",
        0xA109 => "Speex",
        0xF1AC => "FLAC",
        _ => null,
    };
}
