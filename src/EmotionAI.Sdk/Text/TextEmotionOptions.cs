using System.Runtime.CompilerServices;

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

    /// <summary>Gets or sets what happens to a text that is longer than the model reads.</summary>
    /// <value>The default value is <see cref="LongTextPolicy.Truncate"/>.</value>
    public LongTextPolicy LongText { get; set; }

    /// <summary>Gets or sets the number of tokens that neighbouring windows have in common, special tokens not counted; less than the model's length.</summary>
    /// <value>The default value is 32.</value>
    public int Stride { get; set; } = 32;

    /// <summary>Gets or sets how the scores of windows become those of the text.</summary>
    /// <value>The default value is <see cref="WindowAggregate.Mean"/>.</value>
    public WindowAggregate Aggregate { get; set; }

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
        ArgumentOutOfRangeException.ThrowIfNegative(Stride);
        RequireDefined(Precision);
        RequireDefined(LongText);
        RequireDefined(Aggregate);
        ArgumentNullException.ThrowIfNull(Limits);
    }

    private static void RequireDefined<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
