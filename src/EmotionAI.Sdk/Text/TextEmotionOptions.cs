namespace EmotionAI.Text;

/// <summary>Sets up a <see cref="TextEmotionClassifier"/>.</summary>
public class TextEmotionOptions
{
    /// <summary>Gets or sets the number of threads of one run, 1 or more.</summary>
    /// <value>The default value is null: one for each physical core.</value>
    public int? Threads { get; set; }

    /// <summary>Gets or sets the largest number of texts of one run, from 1 to 1,024.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; set; } = 32;

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
        ArgumentNullException.ThrowIfNull(Limits);
    }
}
