using Npgsql;

namespace EmotionAI.Orleans.Silos;

/// <summary>Makes the tables in which Orleans keeps the list of silos, before a silo joins; those of Orleans's own scripts stay as they are. Orleans reads from <c>OrleansQuery</c> what to say to a database, so that tables and statements are free within its contract.</summary>
internal sealed class PostgresMembership(string connectionString) : ILifecycleParticipant<ISiloLifecycle>
{
    public const string Invariant = "Npgsql";

    private const long Lock = 0x656D_6F74_696F_6E73;
    private const string Member = "deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";
    private const string Columns = "m.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime, v.version";

    /// <summary>Lists what Orleans asks for, and how these tables answer. A change of the list counts only together with the next version of it.</summary>
    private static readonly (string Key, string Statement)[] Statements =
    [
        ("InsertMembershipVersionKey", "WITH added AS (INSERT INTO emotionai_cluster_versions (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*)::integer FROM added"),
        ("InsertMembershipKey", $"""
            WITH next AS (UPDATE emotionai_cluster_versions SET version = version + 1, changed = now() WHERE deploymentid = @DeploymentId AND version = @Version
                AND NOT EXISTS (SELECT 1 FROM emotionai_cluster_silos WHERE {Member}) RETURNING 1),
            added AS (INSERT INTO emotionai_cluster_silos (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM next RETURNING 1)
            SELECT count(*)::integer FROM added
            """),
        ("UpdateMembershipKey", $"""
            WITH next AS (UPDATE emotionai_cluster_versions SET version = version + 1, changed = now() WHERE deploymentid = @DeploymentId AND version = @Version
                AND EXISTS (SELECT 1 FROM emotionai_cluster_silos WHERE {Member}) RETURNING 1),
            changed AS (UPDATE emotionai_cluster_silos SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
                WHERE {Member} AND EXISTS (SELECT 1 FROM next) RETURNING 1)
            SELECT count(*)::integer FROM changed
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE emotionai_cluster_silos SET iamalivetime = @IAmAliveTime WHERE {Member}"),
        ("MembershipReadRowKey", $"SELECT {Columns} FROM emotionai_cluster_versions v LEFT JOIN emotionai_cluster_silos m ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation WHERE v.deploymentid = @DeploymentId"),
        ("MembershipReadAllKey", $"SELECT {Columns} FROM emotionai_cluster_versions v LEFT JOIN emotionai_cluster_silos m ON m.deploymentid = v.deploymentid WHERE v.deploymentid = @DeploymentId"),
        ("DeleteMembershipTableEntriesKey", "WITH silos AS (DELETE FROM emotionai_cluster_silos WHERE deploymentid = @DeploymentId) DELETE FROM emotionai_cluster_versions WHERE deploymentid = @DeploymentId"),
        ("GatewaysQueryKey", "SELECT address, proxyport, generation FROM emotionai_cluster_silos WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0"),
        ("CleanupDefunctSiloEntriesKey", "DELETE FROM emotionai_cluster_silos WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status <> 3"),
    ];

    private static readonly string[] Tables =
    [
        "CREATE TABLE OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText varchar(8000) NOT NULL)",
        "CREATE TABLE emotionai_cluster_versions (deploymentid text PRIMARY KEY, version integer NOT NULL DEFAULT 0, changed timestamptz NOT NULL DEFAULT now())",
        """
        CREATE TABLE emotionai_cluster_silos
        (
            deploymentid text NOT NULL, address text NOT NULL, port integer NOT NULL, generation integer NOT NULL,
            siloname text NOT NULL, hostname text NOT NULL, status integer NOT NULL, proxyport integer, suspecttimes text,
            starttime timestamptz NOT NULL, iamalivetime timestamptz NOT NULL,
            PRIMARY KEY (deploymentid, address, port, generation)
        )
        """,
    ];

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(PostgresMembership), ServiceLifecycleStage.First, CreateAsync);

    /// <summary>Makes the tables where there are none; of several silos that start at once, one does.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        await using (source.ConfigureAwait(false))
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
                if (await ExecuteAsync(connection, "SELECT to_regclass('OrleansQuery')::text", cancellationToken).ConfigureAwait(false) is not string)
                {
                    foreach (var table in Tables)
                    {
                        await ExecuteAsync(connection, table, cancellationToken).ConfigureAwait(false);
                    }

                    foreach (var (key, statement) in Statements)
                    {
                        await ExecuteAsync(connection, "INSERT INTO OrleansQuery VALUES (@key, @statement)", cancellationToken, new("key", key), new("statement", statement)).ConfigureAwait(false);
                    }
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
