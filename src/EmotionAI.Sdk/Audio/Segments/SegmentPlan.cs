namespace EmotionAI.Audio.Segments;

/// <summary>Holds <see cref="SegmentOptions"/> in samples of the rate that the model reads, and in frames of 10 ms.</summary>
internal sealed record SegmentPlan
{
    private const int FramesOfSecond = 100;

    public required int SampleRate { get; init; }

    /// <summary>Gets the number of samples of a window.</summary>
    public required int Window { get; init; }

    /// <summary>Gets the number of samples from window to window.</summary>
    public required int Hop { get; init; }

    public required bool IsPartial { get; init; }

    public required bool IsRaw { get; init; }

    public required bool IsSplit { get; init; }

    /// <summary>Gets the number of neighbours on each side that smoothing looks at.</summary>
    public required int SmoothingRadius { get; init; }

    /// <summary>Gets the number of frames of the shortest segment, 1 or more.</summary>
    public required int LeastFrames { get; init; }

    /// <summary>Gets the number of frames from which on a segment is told although it goes on.</summary>
    public required long MostFrames { get; init; }

    /// <summary>Gets whether silence is cut out.</summary>
    public required bool IsGated { get; init; }

    /// <summary>Gets the number of samples of a frame, 10 ms.</summary>
    public int FrameLength => Math.Max(1, SampleRate / FramesOfSecond);

    /// <summary>Plans the windows of a model.</summary>
    /// <param name="options">The options, validated.</param>
    /// <param name="model">The model.</param>
    /// <param name="sampleRate">The rate of the recording, where the model names none.</param>
    /// <param name="isGated">Whether silence is cut out.</param>
    /// <exception cref="EmotionAIException">The window is longer than the model reads, or the hop longer than the window.</exception>
    public static SegmentPlan Create(SegmentOptions options, EmotionClassifierMetadata model, int sampleRate, bool isGated)
    {
        var rate = model.SampleRate ?? sampleRate;
        var window = options.Window ?? (model.MaxDuration < SegmentOptions.UsualWindow ? model.MaxDuration.Value : SegmentOptions.UsualWindow);
        var hop = options.Hop ?? (window / 2 > SegmentOptions.ShortestHop ? window / 2 : window);
        if (window > model.MaxDuration)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The window lasts {window.TotalSeconds} s; at most {model.MaxDuration.Value.TotalSeconds} s are allowed, as the model '{model.ModelId}' reads no more and would not hear the rest."));
        }

        if (hop > window)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The hop is {hop.TotalSeconds} s; at most the {window.TotalSeconds} s of the window are allowed, as what lies between windows would not be heard."));
        }

        return new SegmentPlan
        {
            SampleRate = rate,
            Window = Math.Max(1, (int)SamplesOf(window, rate)),
            Hop = Math.Max(1, (int)SamplesOf(hop, rate)),
            IsPartial = options.LastWindow == LastWindow.Partial,
            IsRaw = options.Raw,
            IsSplit = options.Channels == SegmentChannels.Split,
            SmoothingRadius = options.Smoothing is { } smoothing ? (int)Math.Round(smoothing / (2 * hop)) : 1,
            LeastFrames = Math.Max(1, (int)(options.MinimumDuration.TotalSeconds * FramesOfSecond)),
            MostFrames = options.MaximumDuration is { } most ? (long)(most.TotalSeconds * FramesOfSecond) : long.MaxValue,
            IsGated = isGated,
        };
    }

    /// <summary>Gives the time of a sample.</summary>
    public TimeSpan TimeOf(long sample) => new((long)((Int128)sample * TimeSpan.TicksPerSecond / SampleRate));

    /// <summary>Counts the frames that samples touch.</summary>
    public long FramesOf(long samples) => (samples + FrameLength - 1) / FrameLength;

    /// <summary>Gives the first frame of a hop.</summary>
    public long FrameOfHop(long hop) => ((hop * Hop) + (FrameLength / 2)) / FrameLength;

    /// <summary>Counts whole samples, as <c>int(seconds * rate)</c> does.</summary>
    private static long SamplesOf(TimeSpan time, int rate) => (long)((Int128)time.Ticks * rate / TimeSpan.TicksPerSecond);
}
