using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio;

/// <summary>Decodes WAV, FLAC and AIFF files to float samples.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Files may come from strangers: whatever a header says, memory follows the bytes that are there, bounded by <see cref="EmotionLimits"/>.</para>
/// <para>Integers are divided by 2^(bits - 1), bits being those of the container; float samples are kept as they are, beyond full scale and not-a-number included.</para>
/// <para>A WAV or AIFF file that announces more samples than it has gives those that are there (<see cref="AudioFileInfo.IsTruncated"/> tells), bytes of an incomplete last frame are dropped,
/// and sizes that a writer to a pipe leaves open mean the rest of the file.
/// A FLAC file must be whole: its lengths, the checksum of every frame and the MD5 of its samples, where it has one, are checked.</para>
/// </remarks>
public static class AudioDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static AudioClip Decode(string path, EmotionLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = AudioFile.Open(path);
        return DecodeClip(new AudioSource(stream, path), limits);
    }

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The data is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static AudioClip Decode(ReadOnlySpan<byte> data, EmotionLimits? limits = null) => DecodeClip(new AudioSource(data), limits);

    /// <summary>Decodes a stream from where it stands. The stream may be a pipe, is read ahead in blocks, and is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static AudioClip Decode(Stream stream, EmotionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DecodeClip(new AudioSource(stream, path: null), limits);
    }

    /// <summary>Decodes the bytes of a file into memory of the caller. Allocates nothing in steady state.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="samples">Receives the samples, <c>[frame, channel]</c>; <see cref="ReadInfo(ReadOnlySpan{byte}, EmotionLimits?)"/> tells how many there are.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The number of samples written: frames times channels.</returns>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is too short.</exception>
    /// <exception cref="EmotionAIException">The data is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static int DecodeTo(ReadOnlySpan<byte> data, Span<float> samples, EmotionLimits? limits = null)
    {
        var source = new AudioSource(data);
        var sink = new SampleSink(samples);
        AudioFile.Decode(ref source, limits ?? EmotionLimits.Default, ref sink);
        return sink.Count;
    }

    /// <summary>Reads what a file says about itself, without its samples.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is not a supported audio file or exceeds a bound.</exception>
    public static AudioFileInfo ReadInfo(string path, EmotionLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = AudioFile.Open(path);
        var source = new AudioSource(stream, path);
        try
        {
            return AudioFile.ReadInfo(ref source, limits ?? EmotionLimits.Default);
        }
        finally
        {
            source.Dispose();
        }
    }

    /// <summary>Reads what the bytes of a file say about it, without its samples. Allocates nothing.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <exception cref="EmotionAIException">The data is not a supported audio file or exceeds a bound.</exception>
    public static AudioFileInfo ReadInfo(ReadOnlySpan<byte> data, EmotionLimits? limits = null)
    {
        var source = new AudioSource(data);
        return AudioFile.ReadInfo(ref source, limits ?? EmotionLimits.Default);
    }

    private static AudioClip DecodeClip(AudioSource source, EmotionLimits? limits)
    {
        try
        {
            var sink = new SampleSink();
            var info = AudioFile.Decode(ref source, limits ?? EmotionLimits.Default, ref sink);
            return new AudioClip(sink.ToMemory(), info.SampleRate, info.Channels);
        }
        finally
        {
            source.Dispose();
        }
    }
}
