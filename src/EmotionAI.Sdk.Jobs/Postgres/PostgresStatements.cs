using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Jobs.Postgres;

/// <summary>Holds what is said to the database. A worker holds an advisory lock as long as it is connected, so that an item whose worker has none is free again at once: nobody renews leases, and no clock counts.</summary>
/// <param name="prefix">What the names of the tables begin with, checked.</param>
internal sealed class PostgresStatements(string prefix)
{
    private const int TopBits = 0x3FFFFFFF;

    /// <summary>Gets the number that the advisory locks of these tables have in common.</summary>
    public int LockClass { get; } = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(prefix))) & TopBits;

    /// <summary>Gets what makes the tables. Results and items are bytes, as texts may hold what the database's text does not.</summary>
    public string[] Create { get; } =
    [
        $"""
            CREATE TABLE IF NOT EXISTS {prefix}_jobs
            (
                id text PRIMARY KEY,
                modality smallint NOT NULL,
                submitted bigint NOT NULL,
                digest text NOT NULL,
                is_submitted boolean NOT NULL,
                created timestamptz NOT NULL DEFAULT now()
            )
            """,
        $"""
            CREATE TABLE IF NOT EXISTS {prefix}_job_items
            (
                job text NOT NULL REFERENCES {prefix}_jobs ON DELETE CASCADE,
                place bigint NOT NULL,
                modality smallint NOT NULL,
                item bytea NOT NULL,
                attempts integer NOT NULL DEFAULT 0,
                worker integer,
                line bytea,
                failed boolean NOT NULL DEFAULT false,
                PRIMARY KEY (job, place)
            )
            """,
        $"CREATE INDEX IF NOT EXISTS {prefix}_job_items_fresh ON {prefix}_job_items (modality, job, place) WHERE line IS NULL AND attempts = 0",
        $"CREATE INDEX IF NOT EXISTS {prefix}_job_items_taken ON {prefix}_job_items (modality, job, place) WHERE line IS NULL AND attempts > 0",
        $"CREATE SEQUENCE IF NOT EXISTS {prefix}_workers AS integer CYCLE",
    ];

    public string Find { get; } = $"SELECT modality, submitted, digest, is_submitted FROM {prefix}_jobs WHERE id = @job";

    public string Begin { get; } = $"INSERT INTO {prefix}_jobs (id, modality, submitted, digest, is_submitted) VALUES (@job, @modality, 0, '', false) ON CONFLICT DO NOTHING";

    public string Append { get; } = $"""
        INSERT INTO {prefix}_job_items (job, place, modality, item)
        SELECT @job, place, @modality, item FROM unnest(@places, @items) AS given (place, item)
        ON CONFLICT DO NOTHING
        """;

    public string Keep { get; } = $"UPDATE {prefix}_jobs SET submitted = @submitted, digest = @digest, is_submitted = @is_submitted WHERE id = @job AND submitted <= @submitted";

    public string NextWorker { get; } = $"SELECT nextval('{prefix}_workers')::integer";

    public string TakeFresh { get; } = Take(prefix, "attempts = 0");

    /// <summary>Gets what takes an item whose worker is gone.</summary>
    public string TakeSuspect { get; } = Take(prefix, $"attempts > 0 AND (worker IS NULL OR worker NOT IN (SELECT objid::bigint::integer FROM pg_locks WHERE {Held}))");

    public string Save { get; } = $"""
        UPDATE {prefix}_job_items AS items SET line = given.line, failed = given.failed, worker = NULL
        FROM unnest(@jobs, @places, @lines, @failures) AS given (job, place, line, failed)
        WHERE items.job = given.job AND items.place = given.place AND items.line IS NULL
        """;

    public string Count { get; } = $"""
        SELECT count(line), count(*) FILTER (WHERE failed),
            (SELECT count(*) FROM pg_locks WHERE {Held})
        FROM {prefix}_job_items WHERE job = @job AND place < @submitted
        """;

    public string Read { get; } = $"SELECT place, line, failed FROM {prefix}_job_items WHERE job = @job AND line IS NOT NULL ORDER BY place";

    public string Remove { get; } = $"DELETE FROM {prefix}_jobs WHERE id = @job";

    private static string Held => "locktype = 'advisory' AND classid::bigint = @lock_class AND objsubid = 2 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static string Take(string prefix, string which) => $"""
        UPDATE {prefix}_job_items AS items SET attempts = attempts + 1, worker = @worker
        FROM (SELECT job, place FROM {prefix}_job_items WHERE modality = @modality AND line IS NULL AND {which} ORDER BY job, place LIMIT @limit FOR UPDATE SKIP LOCKED) AS taken
        WHERE items.job = taken.job AND items.place = taken.place
        RETURNING items.job, items.place, items.item, items.attempts
        """;
}
