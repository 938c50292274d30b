namespace EmotionAI.SpeechBrain;

/// <summary>Says in which file each part of a model lies.</summary>
internal abstract class CheckpointLayout
{
    /// <summary>Gets the name of the checkpoint of a training output; null for a published folder.</summary>
    public virtual string? CheckpointName => null;

    /// <summary>Gets the file of an object.</summary>
    /// <param name="role">The key of the object, such as <c>embedding_model</c>.</param>
    /// <param name="value">The object; its node tells under which name it was saved.</param>
    /// <exception cref="EmotionAIException">There is no such file.</exception>
    public abstract string Find(string role, HyperValue value);

    /// <summary>Gets the file of the labels.</summary>
    /// <exception cref="EmotionAIException">There is no such file.</exception>
    public abstract string FindLabels();

    /// <summary>Chooses the layout: training output where there are checkpoints of a training, else published.</summary>
    /// <exception cref="EmotionAIException">A training output has no checkpoint that can be used.</exception>
    public static CheckpointLayout Of(string directory, HyperParameters parameters, EmotionLimits limits)
    {
        var saves = TrainingLayout.SaveFolders(directory, parameters);
        if (saves.Count > 0)
        {
            return new TrainingLayout(saves, parameters, limits);
        }

        return parameters.Find("pretrainer") is null && parameters.Find("checkpointer") is not null && !Directory.EnumerateFiles(directory, "*.ckpt").Any()
            ? throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{directory}' is a training output without a checkpoint: no save/CKPT+… below it.", directory)
            : new PublishedLayout(directory, parameters);
    }

    /// <summary>Tells whether a text is the name of a file or folder and nothing more.</summary>
    protected static bool IsPlain(string name) =>
        name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny("/\\:\0") < 0;

    /// <summary>Gets the last part of a path from a file; what stands before it is where the file was once fetched from.</summary>
    /// <exception cref="EmotionAIException">The last part is no plain file name.</exception>
    protected static string LastPart(HyperValue value, string file)
    {
        if (value.Require().Kind != HyperValueKind.Text)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{file}': {value.Name} is {value.Describe()}; a path is expected.", file);
        }

        var name = value.Text[(value.Text.LastIndexOf('/') + 1)..];
        return IsPlain(name)
            ? name
            : throw new EmotionAIException(EmotionErrorCodes.PathOutside, $"'{file}': {value.Name} is '{value.Text}', which does not end in the name of a file inside the model folder.", file);
    }
}
