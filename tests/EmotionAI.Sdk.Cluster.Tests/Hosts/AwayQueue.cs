using System.Diagnostics;
using EmotionAI.Bundles;
using EmotionAI.Jobs;

namespace EmotionAI.Tests.Hosts;

/// <summary>Is away for a while, then has one item, and then none.</summary>
internal sealed class AwayQueue(TimeSpan away) : JobQueue("", new JobQueueOptions())
{
    private readonly long _made = Stopwatch.GetTimestamp();
    private bool _isTaken;

    public List<JobLine> Saved { get; } = [];

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task<IReadOnlyList<JobDelivery>> TakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_made) < away)
        {
            throw new IOException("away");
        }

        if (_isTaken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        _isTaken = true;
        return [new JobDelivery(new JobPayload("job", 0, new JobItem("text"), new JobSettings()), 0)];
    }

    internal override Task SaveAsync(IReadOnlyList<JobLine> lines, CancellationToken cancellationToken)
    {
        Saved.AddRange(lines);
        return Task.CompletedTask;
    }

    internal override Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task<JobRecord?> FindAsync(string job, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override Task BeginAsync(JobRecord job, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override Task AppendAsync(JobRecord after, IReadOnlyList<(long Index, byte[] Payload)> items, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override IAsyncEnumerable<JobCounts> WatchAsync(JobRecord job, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override IAsyncEnumerable<JobLine> ReadAsync(JobRecord job, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override Task RemoveAsync(JobRecord job, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override bool IsFault(Exception exception) => exception is IOException;

    internal override bool IsAway(Exception exception) => true;
}
