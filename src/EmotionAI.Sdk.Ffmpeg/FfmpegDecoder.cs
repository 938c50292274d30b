using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Ffmpeg;

namespace EmotionAI.Audio;

/// <summary>Decodes recordings that nothing else here reads by an ffmpeg that is installed: AAC and M4A, AMR, GSM and ADPCM in WAV, WMA, films; and MP3, Ogg and WebM where <c>AudioCodecs</c> is not asked before.</summary>
/// <remarks>
/// <para>Safe for concurrent calls; each starts a process of its own. ffmpeg reads the bytes of the recording in native code outside this library: whoever takes files from anybody decides whether to allow that.</para>
/// <para>The program is started by its absolute path, with a list of arguments and no shell; the recording is an argument. It may open no network address and only formats of sound and film. A stream that is no file on disk is written to a temporary one first, of at most <see cref="EmotionLimits.AudioBytes"/>.
/// The process and what it started are ended when the call ends, for whatever reason.</para>
/// </remarks>
/// <example><code>
/// var clip = AudioDecoder.Decode("voice.m4a", [.. AudioCodecs.All, new FfmpegDecoder("/usr/bin/ffmpeg")]);
/// </code></example>
public sealed class FfmpegDecoder : IAudioDecoder
{
    private readonly string _program;
    private readonly TimeSpan _timeout;

    /// <summary>Initializes a new instance of the <see cref="FfmpegDecoder"/> class.</summary>
    /// <param name="path">The program, by its absolute path.</param>
    /// <exception cref="EmotionAIException">There is no such file, or the path is not absolute.</exception>
    public FfmpegDecoder(string path)
        : this(new FfmpegOptions { Path = path })
    {
    }

    /// <summary>Initializes a new instance of the <see cref="FfmpegDecoder"/> class.</summary>
    /// <param name="options">The program and its bounds, which are copied.</param>
    /// <exception cref="EmotionAIException">There is no such file, or the path is not absolute.</exception>
    public FfmpegDecoder(FfmpegOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero, nameof(options));
        if (!Path.IsPathFullyQualified(options.Path ?? ""))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The path of ffmpeg is '{options.Path}'; it must be absolute, for example /usr/bin/ffmpeg: nothing is searched for.");
        }

        if (!File.Exists(options.Path))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"ffmpeg is not at '{options.Path}'. Install it (Debian: apt install ffmpeg) and give its path.", options.Path);
        }

        _program = options.Path!;
        _timeout = options.Timeout;
    }

    /// <summary>Tells whether a recording is a sound or film that the decoders that are built in do not read.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <returns>Whether ffmpeg is to be asked.</returns>
    public bool CanDecode(ReadOnlySpan<byte> start) => ForeignFormat.SoundName(start) is not null || ForeignCoding.Begins(start);

    /// <summary>Decodes a recording.</summary>
    /// <param name="stream">The whole file.</param>
    /// <param name="duration">How much is used; null for all.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Ends the call early, and the process.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="EmotionAIException">ffmpeg cannot be started, cannot decode the recording (the message says what it says), or a bound is exceeded.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        using var input = InputFile.Of(stream, limits, cancellationToken);
        using var run = new FfmpegRun(_program, input, _timeout, cancellationToken);
        return run.Decode(duration, limits);
    }

    /// <summary>Decodes a recording of any length block by block, in constant memory. <see cref="FfmpegOptions.Timeout"/> is then the longest wait for a block.</summary>
    /// <param name="stream">The whole file. One that is no file on disk is written to a temporary one, of at most <see cref="EmotionLimits.AudioBytes"/>.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="accept">Takes each block. What it throws passes.</param>
    /// <param name="cancellationToken">Ends the call early, and the process.</param>
    /// <exception cref="EmotionAIException">ffmpeg cannot be started, cannot decode the recording (the message says what it says), or a bound is exceeded.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public void DecodeBlocks(Stream stream, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(accept);
        cancellationToken.ThrowIfCancellationRequested();
        using var input = InputFile.Of(stream, limits, cancellationToken);
        using var run = new FfmpegRun(_program, input, _timeout, cancellationToken);
        run.DecodeBlocks(limits, accept);
    }
}
