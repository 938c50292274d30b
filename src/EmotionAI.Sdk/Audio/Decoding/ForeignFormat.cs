namespace EmotionAI.Audio.Decoding;

/// <summary>Names files that are not read, by their first bytes.</summary>
internal static class ForeignFormat
{
    private const int OggPayload = 28;

    /// <summary>Gets the name of a sound or film that other programs decode; null for anything else.</summary>
    public static string? SoundName(ReadOnlySpan<byte> start)
    {
        return start switch
        {
            _ when start.StartsWith("OggS"u8) => OggName(start.Length > OggPayload ? start[OggPayload..] : []),
            _ when start.Length >= 8 && start.Slice(4, 4).SequenceEqual("ftyp"u8) => "MP4, M4A or 3GP (most often AAC)",
            _ when start.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 }) => start.IndexOf("webm"u8) >= 0 ? "WebM (Matroska; most often Opus)" : "Matroska or WebM",
            _ when start.StartsWith(new byte[] { 0x30, 0x26, 0xB2, 0x75 }) => "ASF (WMA)",
            _ when start.Length >= 8 && IsMovieAtom(start.Slice(4, 4)) => "QuickTime (MOV)",
            _ when start.StartsWith("wvpk"u8) => "WavPack",
            _ when start.StartsWith("MAC "u8) => "Monkey's Audio",
            _ when start.StartsWith("TTA1"u8) => "True Audio (TTA)",
            _ when start.StartsWith("MPCK"u8) || start.StartsWith("MP+"u8) => "Musepack",
            _ when start.StartsWith(".RMF"u8) || start.StartsWith(".ra"u8) => "RealAudio",
            _ when start.StartsWith("FLV\u0001"u8) => "Flash video",
            _ when start.StartsWith("#!AMR"u8) => "AMR",
            _ when start.StartsWith("#!iLBC"u8) => "iLBC",
            _ when start.StartsWith("#!SILK"u8) || start[Math.Min(1, start.Length)..].StartsWith("#!SILK"u8) => "SILK",
            _ when start.StartsWith("Creative Voice File"u8) => "Creative VOC",
            _ when start.StartsWith("DSD "u8) || start.StartsWith("FRM8"u8) => "DSD",
            _ when start.StartsWith(new byte[] { 0x7F, 0xFE, 0x80, 0x01 }) => "DTS",
            _ when start.StartsWith(new byte[] { 0, 0, 1, 0xBA }) => "an MPEG program stream",
            _ when start.StartsWith("NIST_1A"u8) => "NIST SPHERE",
            _ when start.StartsWith("ADIF"u8) => "AAC (ADIF)",
            _ when start.StartsWith(new byte[] { 0x0B, 0x77 }) => "AC-3",
            _ when start.Length >= 2 && start[0] == 0xFF => MpegName(start[1]),
            _ => null,
        };
    }

    /// <summary>Gets a name for everything else.</summary>
    public static string Name(ReadOnlySpan<byte> start)
    {
        return start switch
        {
            _ when start.StartsWith("MThd"u8) => "MIDI, which holds notes and no sound",
            _ when start.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer: the file itself was not fetched (git lfs pull)",
            _ when start.StartsWith("PK\u0003\u0004"u8) => "a zip archive",
            _ when start.StartsWith(new byte[] { 0x1F, 0x8B }) => "gzip data",
            _ when start.StartsWith("%PDF"u8) => "a PDF document",
            _ => NameText(start),
        };
    }

    private static bool IsMovieAtom(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("moov"u8) || name.SequenceEqual("mdat"u8) || name.SequenceEqual("wide"u8) || name.SequenceEqual("free"u8) || name.SequenceEqual("skip"u8);

    private static string OggName(ReadOnlySpan<byte> payload)
    {
        return payload switch
        {
            _ when payload.StartsWith("OpusHead"u8) => "Ogg Opus",
            _ when payload.StartsWith("\u0001vorbis"u8) => "Ogg Vorbis",
            _ when payload.StartsWith("\u007FFLAC"u8) => "FLAC in Ogg",
            _ when payload.StartsWith("Speex"u8) => "Ogg Speex",
            _ => "Ogg (Vorbis, Opus or FLAC in Ogg)",
        };
    }

    /// <summary>Reads the layer of an MPEG frame: 0 is AAC in ADTS, 1 is the third.</summary>
    private static string? MpegName(byte second)
    {
        return (second & 0xE0, (second >> 1) & 3) switch
        {
            (0xE0, 0) when (second & 0xF0) == 0xF0 => "AAC (ADTS)",
            (0xE0, 1) => "MP3 (MPEG audio)",
            (0xE0, 2) => "MP2 (MPEG audio)",
            (0xE0, 3) when second != 0xFF && second != 0xFE => "MP1 (MPEG audio)",
            _ => null,
        };
    }

    private static string NameText(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart("\uFEFF \t\r\n"u8);
        if (text.StartsWith("<"u8))
        {
            return "an HTML or XML page, most likely an error page saved in place of the audio";
        }

        return text.StartsWith("{"u8)
            ? "JSON text"
            : $"the bytes {System.Convert.ToHexString(start[..Math.Min(8, start.Length)])} ('{ChunkName.Show(start[..Math.Min(8, start.Length)])}')";
    }
}
