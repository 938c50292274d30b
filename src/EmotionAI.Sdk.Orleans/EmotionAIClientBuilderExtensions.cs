using EmotionAI;
using EmotionAI.Orleans;
using EmotionAI.Orleans.Clients;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a client of Orleans classify in a cluster.</summary>
public static class EmotionAIClientBuilderExtensions
{
    private const int TextsPerClip = 8;

    private static readonly TimeSpan PauseBetweenConnections = TimeSpan.FromSeconds(1);

    /// <summary>Adds <see cref="IEmotionClassifier{TInput}"/> of <see cref="string"/> and of <see cref="AudioClip"/>, whose calls go to the cluster: batches are spread over the silos, and what a silo took with it when it ended is asked for again.</summary>
    /// <param name="client">The client.</param>
    /// <param name="configure">Sets the options; null for a silo on this machine.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAIException">Redis and PostgreSQL are both set.</exception>
    /// <example><code>
    /// builder.UseOrleansClient(client => client.AddEmotionAI(options => options.Redis = "redis:6379"));
    /// </code></example>
    public static IClientBuilder AddEmotionAI(this IClientBuilder client, Action<EmotionClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        var options = new EmotionClientOptions();
        configure?.Invoke(options);
        options.Validate();
        client.Services.TryAddSingleton<IEmotionClassifier<string>>(services => new ClusterClassifier<string>(services.GetRequiredService<IClusterClient>(), options, options.BatchSize));
        client.Services.TryAddSingleton<IEmotionClassifier<AudioClip>>(services => new ClusterClassifier<AudioClip>(services.GetRequiredService<IClusterClient>(), options, Math.Max(1, options.BatchSize / TextsPerClip)));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.AttemptTimeout);
        Join(client, options);
        return client;
    }

    private static void Join(IClientBuilder client, EmotionClientOptions options)
    {
        var since = TimeProvider.System.GetTimestamp();
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(PauseBetweenConnections, cancellationToken).ConfigureAwait(false);
            return TimeProvider.System.GetElapsedTime(since) < options.Deadline;
        });
        if (options.Redis is null && options.Postgres is null)
        {
            client.UseLocalhostClustering(options.GatewayPort, serviceId: options.ClusterId, clusterId: options.ClusterId);
            return;
        }

        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ClusterId));
        if (options.Redis is { } redis)
        {
            client.UseRedisClustering(redis);
        }
        else
        {
            client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (EmotionAI.Orleans.Silos.PostgresMembership.Invariant, options.Postgres!));
        }
    }
}
