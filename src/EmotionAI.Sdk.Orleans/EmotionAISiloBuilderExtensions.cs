using System.Net;
using EmotionAI.DependencyInjection;
using EmotionAI.Orleans;
using EmotionAI.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a silo of Orleans classify.</summary>
public static class EmotionAISiloBuilderExtensions
{
    /// <summary>Adds the classifiers of <c>AddEmotionAI()</c> to the silo and to its cluster, shares out the cores, and joins the cluster. The models are set as without a cluster: by <see cref="EmotionAIOptions"/> and the environment.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Sets the options; null for a silo by itself, for clients on this machine.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAI.EmotionAIException">Redis and PostgreSQL are both set.</exception>
    /// <example><code>
    /// builder.UseOrleans(silo => silo.AddEmotionAI(options => options.Redis = "redis:6379"));
    /// </code></example>
    public static ISiloBuilder AddEmotionAI(this ISiloBuilder silo, Action<EmotionSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var options = new EmotionSiloOptions();
        configure?.Invoke(options);
        options.Validate();
        silo.Services.AddEmotionAI();
        silo.Services.PostConfigure<EmotionAIOptions>(models =>
        {
            models.Text.Threads ??= options.Threads;
            models.Audio.Threads ??= options.Threads;
        });
        silo.Services.TryAddSingleton(_ => new ClassificationSlots(options.Workers));
        silo.Services.TryAddSingleton<RecentAnswers>();
        Join(silo, options);
        return silo;
    }

    private static void Join(ISiloBuilder silo, EmotionSiloOptions options)
    {
        if (options.Redis is null && options.Postgres is null)
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ClusterId, clusterId: options.ClusterId);
            return;
        }

        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ClusterId));
        if (options.Address is { } address)
        {
            silo.ConfigureEndpoints(address, options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        }
        else
        {
            silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: true);
        }

        if (options.Redis is { } redis)
        {
            silo.UseRedisClustering(redis);
        }
        else
        {
            silo.Services.AddSingleton(new PostgresMembership(options.Postgres!));
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<PostgresMembership>());
            silo.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (PostgresMembership.Invariant, options.Postgres!));
        }
    }
}
