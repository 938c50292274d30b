using EmotionAI.Bundles;
using Npgsql;

namespace EmotionAI.Jobs.Postgres;

/// <summary>Is the connection of a worker, which shows by an advisory lock that the worker lives.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresStatements _statements;
    private readonly int _lockClass;
    private readonly int _worker;
    private readonly short _modality;

    private PostgresSession(NpgsqlConnection connection, PostgresStatements statements, int lockClass, int worker, short modality) =>
        (_connection, _statements, _lockClass, _worker, _modality) = (connection, statements, lockClass, worker, modality);

    public static async Task<PostgresSession> OpenAsync(NpgsqlDataSource source, PostgresStatements statements, ModelModality modality, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A worker's machine that loses power says no goodbye: the server is to miss it within half a minute, not two hours.
            await ExecuteAsync(connection, "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4", cancellationToken).ConfigureAwait(false);
            var worker = (int)(await ScalarAsync(connection, statements.NextWorker, cancellationToken).ConfigureAwait(false))!;
            var lockClass = statements.LockClass + (short)modality;
            await ScalarAsync(connection, Invariant($"SELECT pg_advisory_lock({lockClass}, {worker})"), cancellationToken).ConfigureAwait(false);
            return new PostgresSession(connection, statements, lockClass, worker, (short)modality);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes one item whose worker is gone; else up to so many that nobody had.</summary>
    public async Task<IReadOnlyList<JobDelivery>> TakeAsync(int atMost, CancellationToken cancellationToken)
    {
        var taken = await TakeAsync(_statements.TakeSuspect, 1, cancellationToken).ConfigureAwait(false);
        return taken.Count > 0 ? taken : await TakeAsync(_statements.TakeFresh, atMost, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<JobDelivery>> TakeAsync(string statement, int limit, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, _connection)
        {
            Parameters = { new("worker", _worker), new("modality", _modality), new("limit", limit), new("lock_class", (long)_lockClass) },
        };
        List<JobDelivery> taken = [];
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    taken.Add(new JobDelivery(Payload(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)), reader.GetInt32(3) - 1));
                }
            }
        }

        return [.. taken.OrderBy(item => item.Payload.Job, StringComparer.Ordinal).ThenBy(item => item.Payload.Index)];
    }

    /// <summary>Reads an item; one that somebody wrote into the table by hand gets an error as its result.</summary>
    private JobPayload Payload(string job, long place, byte[] item)
    {
        try
        {
            return JobPayload.Read(item) is { } payload && payload.Job == job && payload.Index == place ? payload : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, "The item belongs to another row.");
        }
        catch (EmotionAIException e)
        {
            return new JobPayload(job, place, new JobItem("") { Error = e }, new JobSettings { Modality = (ModelModality)_modality });
        }
    }
}
