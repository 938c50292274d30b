namespace EmotionAI.Jobs;

/// <summary>Counts the results of a job, each item once.</summary>
internal readonly record struct JobCounts(long Done, long Failed, int Workers)
{
    public JobStatus Of(JobRecord job) => new(job.Job, job.Submitted, job.IsSubmitted, Done, Failed, Workers);
}
