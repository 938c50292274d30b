using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using EmotionAI.Bundles;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmotionAI.Jobs.RabbitMq;

/// <summary>Keeps items in quorum queues, one for each kind of input, and of each job its record and its results in two logs (streams).</summary>
internal sealed class RabbitMqJobQueue : JobQueue
{
    private const string ItemType = "item";
    private const string RecordType = "record";
    private const string LineType = "line";
    private const string FailedType = "failed";
    private const string Quorum = "quorum";
    private const string Log = "stream";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeBetweenCounts = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionFactory _factory;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Dictionary<ModelModality, RabbitMqIntake> _intakes = [];
    private RabbitMqSession? _session;
    private long _number;

    public RabbitMqJobQueue(Uri address, JobQueueOptions options)
        : base(QueueAddress.WithoutPassword(address), options) => _factory = new ConnectionFactory
        {
            Uri = address,
            ClientProvidedName = "EmotionAI.Sdk.Jobs",

            // What a lost connection had in hand is given out again; who connects again has to know that.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = ConnectTimeout,
        };

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    internal override Task OpenAsync(CancellationToken cancellationToken) => SessionAsync(cancellationToken);

    internal override async Task<JobRecord?> FindAsync(string job, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        if (await session.FindAsync(RecordsOf(job), cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        JobRecord? last = null;
        var mark = await session.MarkAsync(RecordsOf(job), cancellationToken).ConfigureAwait(false);
        await foreach (var entry in RabbitMqLog.ReadAsync(session, RecordsOf(job), cancellationToken).ConfigureAwait(false))
        {
            if (entry.Is(mark))
            {
                break;
            }

            last = entry.Type == RecordType && JobRecord.Read(entry.Body) is { } record && !(last?.Submitted > record.Submitted) ? record : last;
        }

        return last;
    }

    internal override async Task BeginAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await session.DeclareAsync(LinesOf(job.Job), Log, cancellationToken).ConfigureAwait(false);
        await session.DeclareAsync(RecordsOf(job.Job), Log, cancellationToken).ConfigureAwait(false);
        await session.PublishAsync(RecordsOf(job.Job), RecordType, job.Submitted, job.Write(), cancellationToken).ConfigureAwait(false);
    }

    internal override async Task AppendAsync(JobRecord after, IReadOnlyList<(long Index, byte[] Payload)> items, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(items.Select(item => session.PublishAsync(ItemsOf(after.Modality), ItemType, item.Index, item.Payload, cancellationToken))).ConfigureAwait(false);
        await session.PublishAsync(RecordsOf(after.Job), RecordType, after.Submitted, after.Write(), cancellationToken).ConfigureAwait(false);
    }

    internal override async Task<IReadOnlyList<JobDelivery>> TakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken)
    {
        try
        {
            var intake = await IntakeAsync(modality, atMost, cancellationToken).ConfigureAwait(false);
            return await intake.TakeAsync(atMost, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFault(e))
        {
            // A channel may be gone while its connection is there.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal override async Task SaveAsync(IReadOnlyList<JobLine> lines, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(lines.Select(line => SaveAsync(session, line, cancellationToken))).ConfigureAwait(false);
    }

    internal override async Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken)
    {
        RabbitMqIntake? intake;
        lock (_intakes)
        {
            _intakes.TryGetValue(items[0].Payload.Settings.Modality, out intake);
        }

        await (intake?.AcknowledgeAsync(items, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
    }

    internal override async IAsyncEnumerable<JobCounts> WatchAsync(JobRecord job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        var workers = await session.FindAsync(ItemsOf(job.Modality), cancellationToken).ConfigureAwait(false) ?? 0;
        var mark = await session.MarkAsync(LinesOf(job.Job), cancellationToken).ConfigureAwait(false);
        var (seen, failed, isUpToDate, told) = (new SeenItems(job.Submitted), 0L, false, 0L);
        await foreach (var entry in RabbitMqLog.ReadAsync(session, LinesOf(job.Job), cancellationToken).ConfigureAwait(false))
        {
            isUpToDate |= entry.Is(mark);
            failed += LineOf(job.Job, entry) is { } line && seen.Add(line.Index) && line.IsFailed ? 1 : 0;
            if (isUpToDate && (entry.Is(mark) || seen.Count == job.Submitted || Stopwatch.GetElapsedTime(told) > TimeBetweenCounts))
            {
                yield return new JobCounts(seen.Count, failed, workers);
                told = Stopwatch.GetTimestamp();
            }
        }
    }

    internal override async IAsyncEnumerable<JobLine> ReadAsync(JobRecord job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        var mark = await session.MarkAsync(LinesOf(job.Job), cancellationToken).ConfigureAwait(false);
        await foreach (var entry in RabbitMqLog.ReadAsync(session, LinesOf(job.Job), cancellationToken).ConfigureAwait(false))
        {
            if (entry.Is(mark))
            {
                yield break;
            }

            if (LineOf(job.Job, entry) is { } line)
            {
                yield return line;
            }
        }
    }

    internal override async Task RemoveAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await session.DeleteAsync(LinesOf(job.Job), cancellationToken).ConfigureAwait(false);
        await session.DeleteAsync(RecordsOf(job.Job), cancellationToken).ConfigureAwait(false);
    }

    internal override bool IsFault(Exception exception) =>
        exception is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    internal override bool IsAway(Exception exception) =>
        exception is not OperationInterruptedException { ShutdownReason.ReplyCode: Constants.AccessRefused or Constants.PreconditionFailed or Constants.ResourceLocked };

    private static JobLine? LineOf(string job, RabbitMqEntry entry) =>
        entry.Type is LineType or FailedType && long.TryParse(entry.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new JobLine(job, index, entry.Body, entry.Type == FailedType) : null;

    private static string NameOf(ModelModality modality) => modality == ModelModality.Text ? "text" : "audio";

    private string ItemsOf(ModelModality modality) => $"{Options.Prefix}.{NameOf(modality)}";

    private string SuspectsOf(ModelModality modality) => $"{Options.Prefix}.{NameOf(modality)}.suspects";

    private string RecordsOf(string job) => $"{Options.Prefix}.job.{job}.records";

    private string LinesOf(string job) => $"{Options.Prefix}.job.{job}.results";

    private async Task SaveAsync(RabbitMqSession session, JobLine line, CancellationToken cancellationToken)
    {
        try
        {
            await session.PublishAsync(LinesOf(line.Job), line.IsFailed ? FailedType : LineType, line.Index, line.Line, cancellationToken).ConfigureAwait(false);
        }
        catch (PublishException e) when (e.IsReturn)
        {
            // The job was removed while its items were on their way.
        }
    }

    private async Task<RabbitMqSession> SessionAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_session is { IsOpen: true } open)
            {
                return open;
            }

            await CloseAsync().ConfigureAwait(false);
            var session = await RabbitMqSession.OpenAsync(_factory, cancellationToken).ConfigureAwait(false);
            (_session, _number) = (session, _number + 1);
            foreach (var modality in Enum.GetValues<ModelModality>())
            {
                // Whoever comes first makes them, worker or not.
                await session.DeclareAsync(ItemsOf(modality), Quorum, cancellationToken).ConfigureAwait(false);
                await session.DeclareAsync(SuspectsOf(modality), Quorum, cancellationToken).ConfigureAwait(false);
            }

            return session;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<RabbitMqIntake> IntakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RabbitMqIntake? intake;
            lock (_intakes)
            {
                _intakes.TryGetValue(modality, out intake);
            }

            if (intake is null)
            {
                // As many again are sent ahead, so that none is waited for after a batch.
                intake = await RabbitMqIntake.OpenAsync(session, _number, ItemsOf(modality), SuspectsOf(modality), (ushort)Math.Min(ushort.MaxValue, 2 * atMost), Options.Logger, cancellationToken).ConfigureAwait(false);
                lock (_intakes)
                {
                    _intakes[modality] = intake;
                }
            }

            return intake;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync()
    {
        RabbitMqIntake[] intakes;
        lock (_intakes)
        {
            intakes = [.. _intakes.Values];
            _intakes.Clear();
        }

        foreach (var intake in intakes)
        {
            await intake.DisposeAsync().ConfigureAwait(false);
        }

        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
