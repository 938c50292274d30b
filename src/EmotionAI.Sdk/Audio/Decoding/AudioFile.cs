namespace EmotionAI.Audio.Decoding;

/// <summary>Opens files and leads each format to its reader.</summary>
internal static class AudioFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    public static AudioFileInfo ReadInfo(ref AudioSource source, EmotionLimits limits)
    {
        var format = AudioSignature.Detect(ref source);
        if (format == AudioFileFormat.Flac)
        {
            return FlacReader.ReadStreamInfo(ref source, limits).Describe();
        }

        return ReadPcmHeader(ref source, format, limits).Describe(source.Remaining);
    }

    /// <summary>Decodes all samples into <paramref name="sink"/>.</summary>
    /// <returns>What the header says.</returns>
    public static AudioFileInfo Decode(ref AudioSource source, EmotionLimits limits, ref SampleSink sink)
    {
        var format = AudioSignature.Detect(ref source);
        if (format == AudioFileFormat.Flac)
        {
            return FlacReader.Decode(ref source, limits, ref sink).Describe();
        }

        var header = ReadPcmHeader(ref source, format, limits);
        var info = header.Describe(source.Remaining);
        PcmReader.Read(ref source, header, limits, ref sink);
        return info;
    }

    private static PcmHeader ReadPcmHeader(ref AudioSource source, AudioFileFormat format, EmotionLimits limits) => format == AudioFileFormat.Wav
        ? WavReader.ReadHeader(ref source, limits)
        : AiffReader.ReadHeader(ref source, limits);
}
