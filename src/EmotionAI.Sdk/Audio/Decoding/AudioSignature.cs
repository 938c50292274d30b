namespace EmotionAI.Audio.Decoding;

/// <summary>Recognises a file by its first bytes, and names what cannot be decoded.</summary>
internal static class AudioSignature
{
    private const string Supported = "supported are WAV (RIFF, RIFX, RF64, BW64), FLAC and AIFF";
    private const int Longest = 64;

    /// <summary>Gets the kind of file; the source stays at its beginning, or behind the ID3v2 tag of a FLAC file.</summary>
    public static AudioFileFormat Detect(ref AudioSource source)
    {
        var skippedTag = SkipTag(ref source);
        var start = source.Peek(Longest);
        if (start.StartsWith("fLaC"u8))
        {
            return AudioFileFormat.Flac;
        }

        if (skippedTag)
        {
            throw Refuse(source.Origin, "an ID3v2 tag with no FLAC behind it, most likely MP3");
        }

        if (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8))
        {
            return Form(source.Origin, start, "WAVE"u8, "    "u8, AudioFileFormat.Wav);
        }

        if (start.StartsWith("FORM"u8))
        {
            return Form(source.Origin, start, "AIFF"u8, "AIFC"u8, AudioFileFormat.Aiff);
        }

        throw start.IsEmpty
            ? source.Origin.Truncated($"is empty: 0 bytes; {Supported}.", 0)
            : Refuse(source.Origin, Name(start));
    }

    private static AudioFileFormat Form(AudioOrigin origin, ReadOnlySpan<byte> start, ReadOnlySpan<byte> form, ReadOnlySpan<byte> otherForm, AudioFileFormat format)
    {
        if (start.Length < 12)
        {
            throw origin.Truncated($"ends after {start.Length} bytes, inside its first header of 12 bytes.", start.Length);
        }

        var found = start.Slice(8, 4);
        return found.SequenceEqual(form) || found.SequenceEqual(otherForm)
            ? format
            : throw Refuse(origin, $"a container '{ChunkName.Show(start[..4])}' of the form '{ChunkName.Show(found)}'");
    }

    private static bool SkipTag(ref AudioSource source)
    {
        const int TagHeaderBytes = 10;
        var tag = source.Peek(TagHeaderBytes);
        if (tag.Length < TagHeaderBytes || !tag.StartsWith("ID3"u8))
        {
            return false;
        }

        var size = ((tag[6] & 127) << 21) | ((tag[7] & 127) << 14) | ((tag[8] & 127) << 7) | (tag[9] & 127);
        var footer = (tag[5] & 16) != 0 ? TagHeaderBytes : 0;
        source.Skip((long)TagHeaderBytes + size + footer);
        return true;
    }

    private static EmotionAIException Refuse(AudioOrigin origin, string found) =>
        origin.Unsupported($"is not an audio file that can be decoded: found {found}; {Supported}.", 0);

    private static string Name(ReadOnlySpan<byte> start)
    {
        return start switch
        {
            _ when start.StartsWith("OggS"u8) => "Ogg (Vorbis, Opus or FLAC in Ogg)",
            _ when start.Length >= 8 && start.Slice(4, 4).SequenceEqual("ftyp"u8) => "MP4, M4A or 3GP",
            _ when start.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 }) => "Matroska or WebM",
            _ when start.StartsWith(new byte[] { 0x30, 0x26, 0xB2, 0x75 }) => "ASF (WMA)",
            _ when start.StartsWith("caff"u8) => "Core Audio Format",
            _ when start.StartsWith(".snd"u8) => "Sun/NeXT AU",
            _ when start.StartsWith("riff"u8) => "Sony Wave64",
            _ when start.StartsWith("wvpk"u8) => "WavPack",
            _ when start.StartsWith("MAC "u8) => "Monkey's Audio",
            _ when start.StartsWith("#!AMR"u8) => "AMR",
            _ when start.StartsWith("MThd"u8) => "MIDI",
            _ when start.StartsWith("NIST_1A"u8) => "NIST SPHERE",
            _ when start.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer: the file itself was not fetched (git lfs pull)",
            _ when start.StartsWith("PK\u0003\u0004"u8) => "a zip archive",
            _ when start.StartsWith(new byte[] { 0x1F, 0x8B }) => "gzip data",
            _ when start.StartsWith("%PDF"u8) => "a PDF document",
            _ when IsMpegAudio(start) => "MPEG audio (MP3 or AAC)",
            _ => NameText(start),
        };
    }

    private static bool IsMpegAudio(ReadOnlySpan<byte> start) => start.Length >= 2 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0 && start[1] != 0xFF;

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
