namespace EmotionAI.Orleans;

/// <summary>Says how the members of a cluster find each other; the same for silos and clients.</summary>
public abstract class EmotionClusterOptions
{
    private protected EmotionClusterOptions()
    {
    }

    /// <summary>Gets or sets the name of the cluster: silos and clients of the same name belong together.</summary>
    /// <value>The default value is <c>emotionai</c>.</value>
    public string ClusterId { get; set; } = "emotionai";

    /// <summary>Gets or sets the connection string of the Redis that keeps the list of silos, as StackExchange.Redis reads it.</summary>
    /// <value>The default value is null: none.</value>
    public string? Redis { get; set; }

    /// <summary>Gets or sets the connection string of the PostgreSQL that keeps the list of silos, as Npgsql reads it. The first silo makes the tables, where those of Orleans's own scripts are not there.</summary>
    /// <value>The default value is null: none. Without this and <see cref="Redis"/> there is one silo, and clients are on its machine.</value>
    public string? Postgres { get; set; }

    /// <summary>Gets or sets the port at which a silo takes clients; a client needs it only where there is neither <see cref="Redis"/> nor <see cref="Postgres"/>.</summary>
    /// <value>The default value is 30000.</value>
    public int GatewayPort { get; set; } = 30_000;

    private protected void ValidateCluster()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ClusterId);
        ArgumentOutOfRangeException.ThrowIfLessThan(GatewayPort, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GatewayPort, ushort.MaxValue);
        if (Redis is not null && Postgres is not null)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, "Redis and Postgres are both set; the list of silos is kept in one of them.");
        }
    }
}
