using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Says how to take a data set through a model.</summary>
public sealed class EvaluationOptions
{
    /// <summary>Gets or sets which label of the model each label of the data is.</summary>
    /// <value>The default value is <see cref="LabelMap.Identity"/>.</value>
    public LabelMap LabelMap { get; set; } = LabelMap.Identity;

    /// <summary>Gets or sets the decision rule in place of the model's own.</summary>
    /// <value>The default value is null: the model's own.</value>
    public ClassificationOptions? Decision { get; set; }

    /// <summary>Gets or sets the number of samples given to the model at once.</summary>
    /// <value>The default value is 256.</value>
    public int PortionSize { get; set; } = 256;

    /// <summary>Gets or sets whether the first sample with a fault is an exception.</summary>
    /// <value>The default value is false: it is left out and listed.</value>
    public bool IsStrict { get; set; }

    /// <summary>Gets or sets the file that keeps the answers as they come, so that a run that was interrupted goes on where it stopped; it is deleted by a run that ends.</summary>
    /// <value>The default value is null: none.</value>
    public string? ResumePath { get; set; }

    /// <summary>Gets or sets what tells this run from another with the same <see cref="ResumePath"/>: the answers of another one are not used.</summary>
    /// <value>The default value is empty.</value>
    public string ResumeKey { get; set; } = "";

    /// <summary>Gets or sets what learns how many samples are done.</summary>
    /// <value>The default value is null.</value>
    public IProgress<int>? Progress { get; set; }

    internal void Validate()
    {
        if (PortionSize < 1)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"{nameof(EvaluationOptions)}.{nameof(PortionSize)} is {PortionSize}; 1 or more is allowed."));
        }
    }
}
