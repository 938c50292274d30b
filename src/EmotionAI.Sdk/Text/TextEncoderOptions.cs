namespace EmotionAI.Text;

/// <summary>Sets up a <see cref="TextEncoder"/>.</summary>
public class TextEncoderOptions
{
    /// <summary>Gets or sets what makes one vector of all tokens.</summary>
    /// <value>The default value is null: what <c>1_Pooling/config.json</c> of sentence-transformers says, else <see cref="TextPooling.Mean"/>.</value>
    public TextPooling? Pooling { get; set; }

    /// <summary>Gets or sets whether vectors are brought to the length 1, so that their inner product is the cosine.</summary>
    /// <value>The default value is null: what <c>modules.json</c> of sentence-transformers says, else true.</value>
    public bool? Normalize { get; set; }

    /// <summary>Gets or sets the number of threads, 1 or more: of the run of one text, and of batches that run at the same time, each on one thread.</summary>
    /// <value>The default value is null: one for each core.</value>
    public int? Threads { get; set; }

    /// <summary>Gets or sets the largest number of texts of one run, from 1 to 1,024.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; set; } = 32;

    /// <summary>Gets or sets the bounds for untrusted files and texts.</summary>
    /// <value>The default value is <see cref="EmotionLimits.Default"/>.</value>
    public EmotionLimits Limits { get; set; } = EmotionLimits.Default;

    internal TextEncoderOptions Copy()
    {
        var copy = (TextEncoderOptions)MemberwiseClone();
        copy.Limits = Limits?.Copy()!;
        return copy;
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 1_024);
        if (Pooling is { } pooling && !Enum.IsDefined(pooling))
        {
            throw new ArgumentOutOfRangeException(nameof(Pooling), pooling, $"Pooling must be one of {string.Join(", ", Enum.GetNames<TextPooling>())}.");
        }

        ArgumentNullException.ThrowIfNull(Limits);
    }
}
