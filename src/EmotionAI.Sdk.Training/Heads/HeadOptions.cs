namespace EmotionAI.Training.Heads;

/// <summary>Sets up the training of a head on a frozen encoder.</summary>
public abstract class HeadOptions
{
    private protected HeadOptions()
    {
    }

    /// <summary>Gets or sets the folder of the model whose encoder is used.</summary>
    /// <value>The default value is null: the model of the package that is referenced.</value>
    public string? Encoder { get; set; }

    /// <summary>Gets or sets the name of the new model.</summary>
    /// <value>The default value is null: the name of the encoder's folder with <c>-head</c>.</value>
    public string? ModelName { get; set; }

    /// <summary>Gets or sets the strengths of the L2 regularization that are tried; one alone is taken as it is.</summary>
    /// <value>The default value is 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001. scikit-learn's <c>C</c> is 1 / (strength · samples), on features of variance 1.</value>
    public IReadOnlyList<double> Strengths { get; set => field = Frozen.Copy(value); } = HeadFit.DefaultStrengths;

    /// <summary>Gets or sets the number of folds of the cross-validation, 2 or more; a speaker is in one alone.</summary>
    /// <value>The default value is 5.</value>
    public int Folds { get; set; } = 5;

    /// <summary>Gets or sets the seed of folds and copies.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>Gets or sets the number of threads.</summary>
    /// <value>The default value is null: one for each core.</value>
    public int? Threads { get; set; }

    /// <summary>Gets or sets whether parts of the data are learned from too, to tell what more of it would bring.</summary>
    /// <value>The default value is true.</value>
    public bool DrawsLearningCurve { get; set; } = true;

    /// <summary>Gets or sets the file that keeps the features of an interrupted run.</summary>
    /// <value>The default value is null: none.</value>
    public string? CachePath { get; set; }

    /// <summary>Gets or sets the time after which the training stops with an error, keeping what <see cref="CachePath"/> has.</summary>
    /// <value>The default value is null: none.</value>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Gets or sets who is told how far it is.</summary>
    /// <value>The default value is null: nobody.</value>
    public IProgress<TrainingProgress>? Progress { get; set; }

    internal int ThreadCount => Threads ?? Environment.ProcessorCount;

    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(ThreadCount, 1, nameof(Threads));
        if (Strengths.Count == 0 || !Strengths.All(strength => strength is > 0 and <= 1e6))
        {
            throw new ArgumentOutOfRangeException(nameof(Strengths), $"The strengths are {string.Join(", ", Strengths)}; one or more above 0 are allowed.");
        }
    }
}
