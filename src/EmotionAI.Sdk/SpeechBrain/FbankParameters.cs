namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.lobes.features.Fbank</c>, SpeechBrain's defaults filled in.</summary>
internal sealed record FbankParameters
{
    /// <summary>Gets the sample rate that the features are computed at, in Hz.</summary>
    public required int SampleRate { get; init; }

    public required int FftSize { get; init; }

    public required int MelBands { get; init; }

    /// <summary>Gets the lowest frequency of the mel bands, in Hz.</summary>
    public required double MinimumFrequency { get; init; }

    /// <summary>Gets the highest frequency of the mel bands, in Hz.</summary>
    public required double MaximumFrequency { get; init; }

    /// <summary>Gets the length of the window, in ms.</summary>
    public required double WindowMilliseconds { get; init; }

    /// <summary>Gets the step from frame to frame, in ms.</summary>
    public required double HopMilliseconds { get; init; }

    /// <summary>Gets <c>triangular</c>, <c>rectangular</c> or <c>gaussian</c>.</summary>
    public required string FilterShape { get; init; }

    public required bool Deltas { get; init; }

    public required bool Context { get; init; }

    /// <summary>Gets the frames before, used where <see cref="Context"/> is on.</summary>
    public required int LeftFrames { get; init; }

    /// <summary>Gets the frames after, used where <see cref="Context"/> is on.</summary>
    public required int RightFrames { get; init; }

    /// <summary>Gets a value indicating whether SpeechBrain trains the filters, so that a checkpoint of the features could exist.</summary>
    public required bool RequiresGradient { get; init; }

    /// <summary>Gets the number of values of a frame: bands, three times with deltas, and times the frames of the context.</summary>
    public int FeatureSize => MelBands * (Deltas ? 3 : 1) * (Context ? LeftFrames + 1 + RightFrames : 1);

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">One is of the wrong type or outside its range.</exception>
    public static FbankParameters Read(HyperArguments arguments)
    {
        var rate = arguments.Integer("sample_rate", 16000, 100, 768_000);
        var result = new FbankParameters
        {
            SampleRate = rate,
            FftSize = arguments.Integer("n_fft", 400, 2, 1 << 16),
            MelBands = arguments.Integer("n_mels", 40, 1, 4096),
            MinimumFrequency = arguments.Number("f_min", 0, 0, rate),
            MaximumFrequency = arguments.Number("f_max", rate / 2, 0, rate),
            WindowMilliseconds = arguments.Number("win_length", 25, 0.01, 10_000),
            HopMilliseconds = arguments.Number("hop_length", 10, 0.01, 10_000),
            FilterShape = arguments.Choice("filter_shape", "triangular", "triangular", "rectangular", "gaussian"),
            Deltas = arguments.Truth("deltas", false),
            Context = arguments.Truth("context", false),
            LeftFrames = arguments.Integer("left_frames", 5, 0, 1000),
            RightFrames = arguments.Integer("right_frames", 5, 0, 1000),
            RequiresGradient = arguments.Truth("requires_grad", false),
        };
        return result.MinimumFrequency < result.MaximumFrequency
            ? result
            : throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{arguments.Name}: f_min must be below f_max.");
    }
}
