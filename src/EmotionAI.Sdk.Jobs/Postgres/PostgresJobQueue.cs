using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using EmotionAI.Bundles;
using Npgsql;

namespace EmotionAI.Jobs.Postgres;

/// <summary>Keeps jobs and items in two tables.</summary>
internal sealed class PostgresJobQueue : JobQueue
{
    private const string AdministratorShutdown = "57P01";
    private const string CrashShutdown = "57P02";
    private const string CannotConnectNow = "57P03";

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeBetweenCounts = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresStatements _statements;
    private readonly Dictionary<ModelModality, PostgresSession> _sessions = [];
    private readonly SemaphoreSlim _taking = new(1, 1);

    public PostgresJobQueue(Uri address, JobQueueOptions options)
        : base(QueueAddress.WithoutPassword(address), options)
    {
        _source = NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(address));
        _statements = new PostgresStatements(options.Prefix);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        // Connections of the pool would keep their advisory locks.
        _source.Clear();
        await _source.DisposeAsync().ConfigureAwait(false);
        _taking.Dispose();
    }

    internal override Task OpenAsync(CancellationToken cancellationToken) =>
        ExecuteAsync([Command(Invariant($"SELECT pg_advisory_xact_lock({_statements.LockClass})")), .. _statements.Create.Select(statement => Command(statement))], cancellationToken);

    internal override async Task<JobRecord?> FindAsync(string job, CancellationToken cancellationToken)
    {
        await foreach (var row in QueryAsync(_statements.Find, [new("job", job)], cancellationToken).ConfigureAwait(false))
        {
            return new JobRecord(job, (ModelModality)row.GetInt16(0), row.GetInt64(1), row.GetString(2), row.GetBoolean(3));
        }

        return null;
    }

    internal override Task BeginAsync(JobRecord job, CancellationToken cancellationToken) =>
        ExecuteAsync([Command(_statements.Begin, new("job", job.Job), new("modality", (short)job.Modality))], cancellationToken);

    internal override Task AppendAsync(JobRecord after, IReadOnlyList<(long Index, byte[] Payload)> items, CancellationToken cancellationToken) => ExecuteAsync(
        [
            Command(_statements.Append, new("job", after.Job), new("modality", (short)after.Modality), new("places", items.Select(item => item.Index).ToArray()), new("items", items.Select(item => item.Payload).ToArray())),
            Command(_statements.Keep, new("job", after.Job), new("submitted", after.Submitted), new("digest", after.Digest), new("is_submitted", after.IsSubmitted)),
        ],
        cancellationToken);

    internal override async Task<IReadOnlyList<JobDelivery>> TakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken)
    {
        var pause = ShortestPoll;
        while (true)
        {
            var taken = await TryTakeAsync(modality, atMost, cancellationToken).ConfigureAwait(false);
            if (taken.Count > 0)
            {
                return taken;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }
    }

    internal override Task SaveAsync(IReadOnlyList<JobLine> lines, CancellationToken cancellationToken) => ExecuteAsync(
        [
            Command(
                _statements.Save,
                new("jobs", lines.Select(line => line.Job).ToArray()),
                new("places", lines.Select(line => line.Index).ToArray()),
                new("lines", lines.Select(line => line.Line).ToArray()),
                new("failures", lines.Select(line => line.IsFailed).ToArray())),
        ],
        cancellationToken);

    /// <summary>The result itself takes the item out.</summary>
    internal override Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async IAsyncEnumerable<JobCounts> WatchAsync(JobRecord job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var row in QueryAsync(_statements.Count, [new("job", job.Job), new("submitted", job.Submitted), new("lock_class", (long)_statements.LockClass + (short)job.Modality)], cancellationToken).ConfigureAwait(false))
            {
                yield return new JobCounts(row.GetInt64(0), row.GetInt64(1), (int)row.GetInt64(2));
            }

            await Task.Delay(TimeBetweenCounts, cancellationToken).ConfigureAwait(false);
        }
    }

    internal override async IAsyncEnumerable<JobLine> ReadAsync(JobRecord job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in QueryAsync(_statements.Read, [new("job", job.Job)], cancellationToken).ConfigureAwait(false))
        {
            yield return new JobLine(job.Job, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetBoolean(2));
        }
    }

    internal override Task RemoveAsync(JobRecord job, CancellationToken cancellationToken) =>
        ExecuteAsync([Command(_statements.Remove, new NpgsqlParameter("job", job.Job))], cancellationToken);

    internal override bool IsFault(Exception exception) => exception is DbException or IOException or SocketException or TimeoutException;

    internal override bool IsAway(Exception exception) =>
        exception is not PostgresException database || database.IsTransient || database.SqlState is AdministratorShutdown or CrashShutdown or CannotConnectNow;

    private static NpgsqlBatchCommand Command(string statement, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async Task<IReadOnlyList<JobDelivery>> TryTakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_sessions.TryGetValue(modality, out var session))
            {
                session = await PostgresSession.OpenAsync(_source, _statements, modality, cancellationToken).ConfigureAwait(false);
                _sessions[modality] = session;
            }

            return await session.TakeAsync(atMost, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFault(e) && _sessions.Remove(modality, out var broken))
        {
            await broken.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Sends statements at once; all of them count, or none.</summary>
    private async Task ExecuteAsync(NpgsqlBatchCommand[] commands, CancellationToken cancellationToken)
    {
        var batch = _source.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<NpgsqlDataReader> QueryAsync(string statement, NpgsqlParameter[] parameters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = _source.CreateCommand(statement);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return reader;
                }
            }
        }
    }
}
