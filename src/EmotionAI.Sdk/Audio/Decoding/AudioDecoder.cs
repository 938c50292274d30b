using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio;

/// <summary>Decodes WAV, Wave64, FLAC, AIFF, AU and CAF files to float samples.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Files may be untrusted: whatever a header says, memory follows the bytes that are there, bounded by <see cref="EmotionLimits"/>.</para>
/// <para>Integers are divided by 2^(bits - 1), bits being those of the container; float samples are kept as they are, beyond full scale and not-a-number included.</para>
/// <para>A recording cut short gives the whole frames that are there, and <see cref="AudioClip.IsIncomplete"/> tells. Sizes that a writer to a pipe leaves open mean the rest of the file up to the tags behind (in a pipe: all of it),
/// and fields that repeat what others say (block align, the number of samples or the MD5 of a FLAC file) never overrule intact samples: <see cref="AudioClip.Warnings"/> tells.
/// A FLAC frame whose checksum is wrong, with others behind it, is damage: an error with its offset, unless the clip wanted ends before.</para>
/// </remarks>
/// <example><code>
/// var clip = AudioDecoder.Decode("call.wav");
/// Console.WriteLine($"{clip.Duration.TotalSeconds:0.0} s, {clip.SampleRate} Hz, {clip.Channels} channels");
/// </code></example>
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
        return Decode(path, AudioExtent.All, limits, CancellationToken.None);
    }

    /// <summary>Decodes the beginning of a file: what is behind is neither read nor held nor refused.</summary>
    /// <param name="path">The file.</param>
    /// <param name="duration">The longest clip wanted; <see cref="TimeSpan.MaxValue"/> for the whole file.</param>
    /// <param name="limits">The bounds, for what is held; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early, between blocks of the file.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is not a supported audio file, is damaged before the cut or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static AudioClip DecodeStart(string path, TimeSpan duration, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return Decode(path, AudioExtent.Of(duration), limits, cancellationToken);
    }

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The data is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static AudioClip Decode(ReadOnlySpan<byte> data, EmotionLimits? limits = null) => DecodeClip(new AudioSource(data), AudioExtent.All, limits);

    /// <summary>Decodes a stream from where it stands. The stream may be a pipe, is read ahead in blocks, and is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a supported audio file, is damaged or exceeds a bound.</exception>
    public static AudioClip Decode(Stream stream, EmotionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Decode(stream, AudioExtent.All, limits, CancellationToken.None);
    }

    /// <summary>Decodes a file with plugged-in decoders, and those of the built-in formats where none of them knows it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="decoders">The decoders of more formats, asked in this order before the built-in ones.</param>
    /// <param name="duration">The longest clip wanted; null for the whole file.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The samples, <c>[frame, channel]</c>.</returns>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is of no format that is known, is damaged or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static AudioClip Decode(string path, IEnumerable<IAudioDecoder> decoders, TimeSpan? duration = null, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(decoders);
        ArgumentOutOfRangeException.ThrowIfLessThan(duration ?? TimeSpan.Zero, TimeSpan.Zero, nameof(duration));
        var extent = duration is { } wanted ? AudioExtent.Of(wanted) : AudioExtent.All;
        return Decode(path, decoders, duration, extent, limits, cancellationToken);
    }

    /// <summary>Decodes a stream from where it stands with plugged-in decoders, and those of the built-in formats where none of them knows it. The stream is left open.</summary>
    /// <param name="stream">The stream. One that cannot seek, such as a pipe, is held in memory for a plugged-in decoder, up to <see cref="EmotionLimits.AudioBytes"/>.</param>
    /// <param name="decoders">The decoders of more formats, asked in this order before the built-in ones.</param>
    /// <param name="duration">The longest clip wanted; null for the whole stream.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The samples, <c>[frame, channel]</c>.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is of no format that is known, is damaged or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static AudioClip Decode(Stream stream, IEnumerable<IAudioDecoder> decoders, TimeSpan? duration = null, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(decoders);
        ArgumentOutOfRangeException.ThrowIfLessThan(duration ?? TimeSpan.Zero, TimeSpan.Zero, nameof(duration));
        var extent = duration is { } wanted ? AudioExtent.Of(wanted) : AudioExtent.All;
        return Decode(stream, decoders, duration, extent, limits, cancellationToken);
    }

    /// <summary>Decodes the beginning of a stream from where it stands: what is behind is neither held nor refused. The stream may be a pipe, is read ahead in blocks, and is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="duration">The longest clip wanted; <see cref="TimeSpan.MaxValue"/> for the whole file.</param>
    /// <param name="limits">The bounds, for what is held; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early, between blocks of the stream.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a supported audio file, is damaged before the cut or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static AudioClip DecodeStart(Stream stream, TimeSpan duration, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return Decode(stream, AudioExtent.Of(duration), limits, cancellationToken);
    }

    /// <summary>Reads a stream from where it stands without blocking, such as the body of a request, and decodes it. The stream is left open.</summary>
    /// <param name="stream">The stream, of at most <see cref="EmotionLimits.AudioBytes"/> where it cannot seek. What it throws itself passes.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The samples, <c>[frame, channel]</c>; a file with a header and no samples gives no frames.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a supported audio file, is damaged or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static Task<AudioClip> DecodeAsync(Stream stream, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AudioSpool.DecodeAsync(stream, held => Decode(held, AudioExtent.All, limits, cancellationToken), limits ?? EmotionLimits.Standard, cancellationToken);
    }

    /// <summary>Decodes a file of any length block by block, in constant memory: an hour of speech takes no more than a second.</summary>
    /// <remarks>
    /// <para>The blocks in a row are the samples of <see cref="Decode(string, IEnumerable{IAudioDecoder}, TimeSpan?, EmotionLimits?, CancellationToken)"/>. Errors are the same, thrown behind the blocks before the damage.
    /// The file is opened when the enumeration begins and closed when it ends; decoding goes on ahead by a few blocks on a thread of its own, and waits when they are not taken.</para>
    /// <para>What bounds a reading in blocks: <see cref="EmotionLimits.AudioChannels"/>, <see cref="EmotionLimits.AudioSampleRate"/> and <see cref="EmotionLimits.AudioChunks"/> as always, and <see cref="EmotionLimits.AudioBytes"/> what has to be held.
    /// <see cref="EmotionLimits.AudioDuration"/> does not, as nothing that long is held: who takes files from anybody stops when it had enough. A plugged-in decoder that knows no blocks (<see cref="IAudioDecoder.DecodeBlocks"/>) gives one that is the whole, within that bound.</para>
    /// </remarks>
    /// <param name="path">The file; a pipe that has a name is read as its bytes come.</param>
    /// <param name="decoders">The decoders of more formats, asked in this order before the built-in ones; null for none.</param>
    /// <param name="limits">The bounds, which are copied; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the enumeration early, as leaving it does.</param>
    /// <returns>Blocks of a fifth of a second, all of the same rate and channels; the last one is shorter or empty, and has <see cref="AudioClip.IsIncomplete"/> and <see cref="AudioClip.Warnings"/>. There is one at least.</returns>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is of no format that is known, is damaged or exceeds a bound; thrown while the blocks are enumerated.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was ended early.</exception>
    /// <example><code>
    /// var loudest = 0f;
    /// await foreach (var block in AudioDecoder.DecodeBlocksAsync("call.wav"))
    /// {
    ///     foreach (var sample in block.Samples.Span)
    ///     {
    ///         loudest = Math.Max(loudest, Math.Abs(sample));
    ///     }
    /// }
    /// </code></example>
    public static IAsyncEnumerable<AudioClip> DecodeBlocksAsync(string path, IEnumerable<IAudioDecoder>? decoders = null, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return AudioBlocks.ReadAsync(path, [.. decoders ?? []], (limits ?? EmotionLimits.Standard).Copy(), cancellationToken);
    }

    /// <summary>Decodes a stream of any length from where it stands block by block, in constant memory. It may be a pipe or the body of a request, which are read as their bytes come, and is left open.</summary>
    /// <remarks>Bounds and errors are those of <see cref="DecodeBlocksAsync(string, IEnumerable{IAudioDecoder}?, EmotionLimits?, CancellationToken)"/>. The stream is to be used by nobody else until the enumeration has ended; cancelling ends a wait for bytes too.</remarks>
    /// <param name="stream">The stream, which is read asynchronously unless it is a file or memory.</param>
    /// <param name="decoders">The decoders of more formats, asked in this order before the built-in ones; null for none.</param>
    /// <param name="limits">The bounds, which are copied; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the enumeration early, as leaving it does.</param>
    /// <returns>Blocks of a fifth of a second, all of the same rate and channels; the last one is shorter or empty, and has <see cref="AudioClip.IsIncomplete"/> and <see cref="AudioClip.Warnings"/>. There is one at least.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is of no format that is known, is damaged or exceeds a bound; thrown while the blocks are enumerated.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was ended early.</exception>
    public static IAsyncEnumerable<AudioClip> DecodeBlocksAsync(Stream stream, IEnumerable<IAudioDecoder>? decoders = null, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AudioBlocks.ReadAsync(stream, [.. decoders ?? []], (limits ?? EmotionLimits.Standard).Copy(), cancellationToken);
    }

    /// <summary>Decodes a stream of a built-in format from where it stands, and hands each block on: for decoders that unwrap what another container holds. The stream may be a pipe, is read ahead in blocks, and is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="accept">Takes the blocks, as <see cref="DecodeBlocksAsync(Stream, IEnumerable{IAudioDecoder}?, EmotionLimits?, CancellationToken)"/> gives them. What it throws passes.</param>
    /// <param name="limits">The bounds; <see cref="EmotionLimits.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the call early, between blocks of the stream.</param>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a supported audio file, is damaged or exceeds a bound.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static void DecodeBlocks(Stream stream, Action<AudioClip> accept, EmotionLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(accept);
        cancellationToken.ThrowIfCancellationRequested();
        AudioBlocks.Decode(new AudioSource(stream, null) { Cancellation = cancellationToken }, limits ?? EmotionLimits.Standard, new SampleBlocks(accept));
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
        AudioFile.Decode(ref source, limits ?? EmotionLimits.Standard, AudioExtent.All, ref sink);
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
            return AudioFile.ReadInfo(ref source, limits ?? EmotionLimits.Standard);
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
        return AudioFile.ReadInfo(ref source, limits ?? EmotionLimits.Standard);
    }

    internal static AudioClip Decode(string path, in AudioExtent extent, EmotionLimits? limits, CancellationToken cancellationToken) =>
        Decode(path, [], duration: null, extent, limits, cancellationToken);

    /// <summary>Decodes a file that is opened once: a pipe that has a name, such as <c>/dev/stdin</c>, gives its bytes once only.</summary>
    internal static AudioClip Decode(string path, IEnumerable<IAudioDecoder> decoders, TimeSpan? duration, in AudioExtent extent, EmotionLimits? limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var file = AudioFile.Open(path, cancellationToken);
        var stream = cancellationToken.CanBeCanceled ? AwaitedStream.Over(file, cancellationToken) : file;
        return Decode(stream, decoders, duration, extent, limits, cancellationToken, path);
    }

    /// <summary>Decodes a stream with plugged-in decoders, and those of the built-in formats where none of them knows it.</summary>
    internal static AudioClip Decode(Stream stream, IEnumerable<IAudioDecoder> decoders, TimeSpan? duration, in AudioExtent extent, EmotionLimits? limits, CancellationToken cancellationToken, string? path = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return PluggedDecoders.TryDecode(decoders, ref stream, duration, limits ?? EmotionLimits.Default, cancellationToken) is { } clip
            ? extent.Cut(clip)
            : DecodeClip(new AudioSource(stream, path) { Cancellation = cancellationToken }, extent, limits);
    }

    internal static AudioClip Decode(Stream stream, in AudioExtent extent, EmotionLimits? limits, CancellationToken cancellationToken) =>
        Decode(stream, [], duration: null, extent, limits, cancellationToken);

    private static AudioClip DecodeClip(AudioSource source, in AudioExtent extent, EmotionLimits? limits)
    {
        try
        {
            var sink = new SampleSink();
            var decoded = AudioFile.Decode(ref source, limits ?? EmotionLimits.Standard, extent, ref sink);
            return new AudioClip(sink.ToMemory(), decoded.SampleRate, decoded.Channels)
            {
                IsIncomplete = decoded.IsIncomplete,
                Warnings = decoded.Warnings,
            };
        }
        finally
        {
            source.Dispose();
        }
    }
}
