namespace EmotionAI.Jobs;

/// <summary>Says how far a job is.</summary>
/// <param name="Job">The id of the job.</param>
/// <param name="Submitted">The number of items that are in the queue or were.</param>
/// <param name="IsSubmitted">Whether these are all items of the job; false while it is being submitted, or where that was interrupted.</param>
/// <param name="Done">The number of items that have a result, those that failed among them.</param>
/// <param name="Failed">The number of items whose result is an error.</param>
/// <param name="Workers">The number of workers that are connected now, for this or any other job of this kind of input.</param>
public sealed record JobStatus(string Job, long Submitted, bool IsSubmitted, long Done, long Failed, int Workers)
{
    /// <summary>Gets the number of items without a result.</summary>
    public long Waiting => Submitted - Done;

    /// <summary>Gets whether every item has a result.</summary>
    public bool IsComplete => IsSubmitted && Done == Submitted;
}
