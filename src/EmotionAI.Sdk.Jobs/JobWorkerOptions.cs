namespace EmotionAI.Jobs;

/// <summary>Sets up an <see cref="EmotionJobWorker"/>.</summary>
public sealed class JobWorkerOptions
{
    /// <summary>Gets or sets the largest number of items that are taken and classified at once, from 1 to 1,024.</summary>
    /// <value>The default value is null: 64 texts, or 8 recordings.</value>
    public int? BatchSize { get; set; }

    /// <summary>Gets or sets after how long without items the worker ends by itself.</summary>
    /// <value>The default value is null: never.</value>
    public TimeSpan? IdleTimeout { get; set; }

    /// <summary>Gets or sets with how many workers an item may end, by a crash or a kill, before its result is an error; 1 or more.</summary>
    /// <value>The default value is 5.</value>
    public int MaxDeaths { get; set; } = 5;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize ?? 1, 1, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize ?? 1, 1_024, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDeaths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(IdleTimeout));
    }
}
