namespace EmotionAI.Batching;

/// <summary>Sets up a <see cref="BatchingEmotionClassifier{TInput}"/>.</summary>
public sealed class BatchingOptions
{
    /// <summary>Gets or sets the largest number of inputs that are classified together, from 1 to 1,024.</summary>
    /// <value>The default value is 32.</value>
    public int MaxBatchSize { get; set; } = 32;

    /// <summary>Gets or sets how long the first input of a batch waits for others, from 0 to a minute.</summary>
    /// <value>The default value is 0: nothing waits for a timer; a batch is what came while the last one ran, and a call that finds nothing running runs at once.</value>
    public TimeSpan MaxQueueDelay { get; set; }

    /// <summary>Gets or sets how many inputs may wait, from 1 to 1,000,000; a call that finds so many is refused with <see cref="EmotionErrorCodes.Overloaded"/>, and never waits.</summary>
    /// <value>The default value is 256.</value>
    public int QueueLimit { get; set; } = 256;

    /// <summary>Gets or sets the time within which a call must have its answer, more than 0 and at most a day; later it ends with <see cref="EmotionErrorCodes.DeadlineExceeded"/>, and does not reach the model if it still waits.</summary>
    /// <value>The default value is null: a call waits until it is answered or its token ends it.</value>
    public TimeSpan? Deadline { get; set; }

    /// <summary>Gets or sets how many batches run at the same time, from 1 to 64. In a container the threads of a model that are not set are the cores divided by this.</summary>
    /// <value>The default value is 1: a batch already uses all threads of its model.</value>
    public int Workers { get; set; } = 1;

    internal BatchingOptions Copy() => (BatchingOptions)MemberwiseClone();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatchSize, 1_024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQueueDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxQueueDelay, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLimit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(QueueLimit, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Deadline ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(Deadline));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Deadline ?? TimeSpan.Zero, TimeSpan.FromDays(1), nameof(Deadline));
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Workers, 64);
    }
}
