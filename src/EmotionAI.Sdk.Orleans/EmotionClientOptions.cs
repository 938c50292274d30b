namespace EmotionAI.Orleans;

/// <summary>Sets up the client of a cluster.</summary>
public sealed class EmotionClientOptions : EmotionClusterOptions
{
    /// <summary>Gets or sets how many texts go to a silo at once, from 1 to 1,024; of clips an eighth of it.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; set; } = 32;

    /// <summary>Gets or sets how many parts of one batch are under way at the same time, over all silos; 1 or more.</summary>
    /// <value>The default value is 16.</value>
    public int MaxParallel { get; set; } = 16;

    /// <summary>Gets or sets how long an answer to one part is waited for before it is asked for again, under the same id.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a call may take with all its attempts, before it is an error.</summary>
    /// <value>The default value is 100 seconds.</value>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(100);

    internal void Validate()
    {
        ValidateCluster();
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 1_024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParallel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Deadline, AttemptTimeout);
    }
}
