namespace EmotionAI.Audio.Decoding;

/// <summary>Opens files and leads each format to its reader.</summary>
internal static class AudioFile
{
    /// <summary>Opens a file so that a wait for the writer of a named pipe, which the system does not end, can be given up; a thread then waits on until one comes.</summary>
    /// <exception cref="EmotionAIException">It does not exist or cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public static FileStream Open(string path, CancellationToken cancellationToken)
    {
        // What holds bytes is no pipe, and opens at once.
        if (!cancellationToken.CanBeCanceled || new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return Open(path);
        }

        var opening = Task.Factory.StartNew(() => Open(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return opening.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

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

    /// <summary>Decodes the samples into <paramref name="sink"/>, as far as <paramref name="extent"/> goes.</summary>
    public static DecodedAudio Decode(ref AudioSource source, EmotionLimits limits, in AudioExtent extent, ref SampleSink sink)
    {
        var format = AudioSignature.Detect(ref source);
        if (format == AudioFileFormat.Flac)
        {
            return FlacReader.Decode(ref source, limits, extent, ref sink);
        }

        var header = ReadPcmHeader(ref source, format, limits);
        var isIncomplete = PcmReader.Read(ref source, header, limits, extent, ref sink);
        return new DecodedAudio(header.Format.SampleRate, header.Format.Channels, isIncomplete, header.Warning);
    }

    private static PcmHeader ReadPcmHeader(ref AudioSource source, AudioFileFormat format, EmotionLimits limits) => format switch
    {
        AudioFileFormat.Wav => WavReader.ReadHeader(ref source, limits),
        AudioFileFormat.Wave64 => Wave64Reader.ReadHeader(ref source, limits),
        AudioFileFormat.Au => AuReader.ReadHeader(ref source, limits),
        AudioFileFormat.Caf => CafReader.ReadHeader(ref source, limits),
        _ => AiffReader.ReadHeader(ref source, limits),
    };
}
