namespace EmotionAI.Text;

/// <summary>Sets up a <see cref="TextEmotionClassifier"/>.</summary>
public class TextEmotionOptions
{
    /// <summary>Gets or sets the number of threads, 1 or more: of the run of one text, and of batches that run at the same time, each on one thread.</summary>
    /// <value>The default value is null: one for each core.</value>
    public int? Threads { get; set; }

    /// <summary>Gets or sets the largest number of texts of one run, from 1 to 1,024.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; set; } = 32;

    /// <summary>Gets or sets the precision of the linear layers.</summary>
    /// <value>The default value is <see cref="EmotionAI.Precision.Float32"/>.</value>
    public Precision Precision { get; set; }

    /// <summary>Gets or sets whether the weights are brought into the order of the processor's kernels when the model is loaded. It takes a moment, and the memory of the linear layers once more; it pays from some dozens of texts on.</summary>
    /// <value>The default value is true.</value>
    public bool PrepackWeights { get; set; } = true;

    /// <summary>Gets or sets the bounds for untrusted files and texts.</summary>
    /// <value>The default value is <see cref="EmotionLimits.Default"/>.</value>
    public EmotionLimits Limits { get; set; } = EmotionLimits.Default;

    internal TextEmotionOptions Copy()
    {
        var copy = (TextEmotionOptions)MemberwiseClone();
        copy.Limits = Limits?.Copy()!;
        return copy;
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 1_024);
        if (!Enum.IsDefined(Precision))
        {
            throw new ArgumentOutOfRangeException(nameof(Precision), Precision, $"Precision must be one of {string.Join(", ", Enum.GetNames<Precision>())}.");
        }

        ArgumentNullException.ThrowIfNull(Limits);
    }
}
