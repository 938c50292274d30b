namespace EmotionAI.Audio.Decoding;

/// <summary>Recognises a file by its first bytes, and refuses by name what cannot be decoded.</summary>
internal static class AudioSignature
{
    private const string Supported = "supported are WAV (RIFF, RIFX, RF64, BW64, Wave64), FLAC, AIFF, AU and CAF";
    private const string CodecsAdvice = "The package EmotionAI.Sdk.Codecs reads it: AddEmotionAI().AddCodecs(), or AudioDecoder.Decode(path, AudioCodecs.All).";
    private const string FfmpegAdvice = "The package EmotionAI.Sdk.Ffmpeg reads it by an ffmpeg that is installed: AddEmotionAI().AddFfmpeg(path), or emotionai with --ffmpeg PATH.";
    private const int Longest = 64;

    /// <summary>Gets the kind of file; the source stays at its beginning, or behind the ID3v2 tags before it.</summary>
    public static AudioFileFormat Detect(ref AudioSource source)
    {
        var hasTag = false;
        while (SkipTag(ref source))
        {
            hasTag = true;
        }

        if (hasTag)
        {
            source.SkipZeros();
        }

        var start = source.Peek(Longest);
        if (start.StartsWith("fLaC"u8))
        {
            return AudioFileFormat.Flac;
        }

        if (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8))
        {
            return Form(source.Origin, start, "WAVE"u8, "    "u8, AudioFileFormat.Wav);
        }

        if (start.StartsWith("FORM"u8))
        {
            return Form(source.Origin, start, "AIFF"u8, "AIFC"u8, AudioFileFormat.Aiff);
        }

        if (Wave64Reader.Begins(start))
        {
            return AudioFileFormat.Wave64;
        }

        if (start.StartsWith(".snd"u8) || start.StartsWith("dns."u8))
        {
            return AudioFileFormat.Au;
        }

        if (start.StartsWith("caff"u8) && start.Length >= 8)
        {
            return AudioFileFormat.Caf;
        }

        if (start.IsEmpty)
        {
            throw source.Origin.Truncated(hasTag ? Invariant($"ends behind its ID3v2 tag, at byte {source.Position}; {Supported}.") : $"is empty: 0 bytes; {Supported}.", source.Position);
        }

        var behind = hasTag ? ", behind an ID3v2 tag" : "";
        throw ForeignFormat.SoundName(start) is { } sound
            ? Refuse(source.Origin, $"{sound}{behind}", isSound: true, ForeignFormat.IsOfCodecs(sound))
            : Refuse(source.Origin, $"{ForeignFormat.Name(start)}{behind}", isSound: false);
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
            : throw Refuse(origin, $"a container '{ChunkName.Show(start[..4])}' of the form '{ChunkName.Show(found)}'", isSound: found.StartsWith("AVI"u8) || found.StartsWith("8SVX"u8));
    }

    private static bool SkipTag(ref AudioSource source)
    {
        const int TagHeaderBytes = 10;
        var tag = source.Peek(TagHeaderBytes);
        if (tag.Length < TagHeaderBytes || !tag.StartsWith("ID3"u8))
        {
            return false;
        }

        source.Skip(AudioStart.TagLength(tag));
        return true;
    }

    private static EmotionAIException Refuse(AudioOrigin origin, string found, bool isSound, bool isOfCodecs = false)
    {
        var message = $"is not an audio file that can be decoded: found {found}; {Supported}.";
        if (isSound)
        {
            return origin.Convertible($"{message} {(isOfCodecs ? CodecsAdvice : FfmpegAdvice)}", 0);
        }

        return HeaderlessSound.DecoderOf(origin.Path) is { } decoder ? origin.Convertible($"{message} A file of this name has samples without a header: say how they were recorded.", 0, decoder) : origin.Unsupported(message, 0);
    }
}
