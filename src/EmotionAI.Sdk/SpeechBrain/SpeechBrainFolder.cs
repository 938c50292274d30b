namespace EmotionAI.SpeechBrain;

/// <summary>Describes a SpeechBrain model folder, read as data: what to build, from which files, with which labels. No tensor is read and nothing is run.</summary>
internal abstract record SpeechBrainFolder
{
    /// <summary>Gets the folder that holds <c>hyperparams.yaml</c>.</summary>
    public required string Directory { get; init; }

    public required string HyperParametersPath { get; init; }

    /// <summary>Gets the <c>speechbrain_interface</c> of <c>config.json</c>; null where it names none.</summary>
    public required string? Interface { get; init; }

    /// <summary>Gets the name of the checkpoint of a training output, such as <c>CKPT+2026-11-23+10-02-45+00</c>; null for a published folder.</summary>
    public required string? CheckpointName { get; init; }

    /// <summary>Gets the sample rate that the model hears, in Hz.</summary>
    public abstract int SampleRate { get; }

    /// <summary>Gets the number of outputs.</summary>
    public abstract int OutNeurons { get; }

    /// <summary>Gets what the outputs are multiplied by before the softmax: the scale of the training loss for cosines, 1 for log-probabilities.</summary>
    public required double ScoreScale { get; init; }

    /// <summary>Gets the labels, in index order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required string LabelsPath { get; init; }

    /// <summary>Tells whether a folder is SpeechBrain's, without checking it.</summary>
    public static bool Recognise(string directory) => SpeechBrainFiles.Recognise(directory);

    /// <summary>Reads a folder: a published one, a training output, or a folder above one training output.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds for its text files.</param>
    /// <exception cref="EmotionAIException">One fault, or a <see cref="EmotionErrorCodes.BundleInvalid"/> that lists several.</exception>
    public static SpeechBrainFolder Open(string directory, EmotionLimits limits)
    {
        var problems = new List<EmotionAIException>();
        var folder = Open(directory, limits, problems);
        return problems.Count switch
        {
            0 => folder!,
            1 => throw problems[0],
            _ => throw new EmotionAIException(EmotionErrorCodes.BundleInvalid, $"'{directory}' has {problems.Count} faults:\n{string.Join('\n', problems.Select(problem => "- " + problem.Message))}", directory, innerException: problems[0]),
        };
    }

    /// <summary>Reads a folder and collects every fault.</summary>
    /// <returns>The description; null where a fault was found.</returns>
    public static SpeechBrainFolder? Open(string directory, EmotionLimits limits, ICollection<EmotionAIException> problems)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(problems);
        return new SpeechBrainReader(Path.GetFullPath(directory), limits, problems).Read();
    }
}
