using System.Diagnostics;
using EmotionAI.Bundles;
using EmotionAI.Jobs;

namespace EmotionAI.Tests.Hosts;

/// <summary>Passes everything on to a queue, and kills this process with SIGKILL at a moment of the n-th batch.</summary>
internal sealed class DeadlyQueue(JobQueue? inner, Moment moment, int batches) : JobQueue(inner?.Address ?? "", new JobQueueOptions())
{
    private int _saved;
    private int _acknowledged;

    public static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task<JobRecord?> FindAsync(string job, CancellationToken cancellationToken) => inner!.FindAsync(job, cancellationToken);

    internal override Task BeginAsync(JobRecord job, CancellationToken cancellationToken) => inner!.BeginAsync(job, cancellationToken);

    internal override Task AppendAsync(JobRecord after, IReadOnlyList<(long Index, byte[] Payload)> items, CancellationToken cancellationToken) => inner!.AppendAsync(after, items, cancellationToken);

    internal override Task<IReadOnlyList<JobDelivery>> TakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken) => inner!.TakeAsync(modality, atMost, cancellationToken);

    internal override Task SaveAsync(IReadOnlyList<JobLine> lines, CancellationToken cancellationToken)
    {
        if (moment == Moment.BeforeSave && ++_saved == batches)
        {
            Die();
        }

        return inner!.SaveAsync(lines, cancellationToken);
    }

    internal override Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken)
    {
        if (moment == Moment.BeforeAcknowledge && ++_acknowledged == batches)
        {
            Die();
        }

        return inner!.AcknowledgeAsync(items, cancellationToken);
    }

    internal override IAsyncEnumerable<JobCounts> WatchAsync(JobRecord job, CancellationToken cancellationToken) => inner!.WatchAsync(job, cancellationToken);

    internal override IAsyncEnumerable<JobLine> ReadAsync(JobRecord job, CancellationToken cancellationToken) => inner!.ReadAsync(job, cancellationToken);

    internal override Task RemoveAsync(JobRecord job, CancellationToken cancellationToken) => inner!.RemoveAsync(job, cancellationToken);

    internal override bool IsFault(Exception exception) => inner!.IsFault(exception);

    internal override bool IsAway(Exception exception) => inner!.IsAway(exception);
}
