using EmotionAI.DependencyInjection;
using EmotionAI.Server;
using EmotionAI.Server.Ending;
using EmotionAI.Server.Health;
using EmotionAI.Server.Requests;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to a container what <c>MapEmotionAI()</c> needs.</summary>
public static class ServerBuilderExtensions
{
    /// <summary>Adds the endpoints' services, and the decoders of compressed recordings.</summary>
    /// <param name="builder">What <c>AddEmotionAI</c> gave.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddServer(options => options.MaxBatchSize = 64);
    /// </code></example>
    public static EmotionAIBuilder AddServer(this EmotionAIBuilder builder, Action<EmotionServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCodecs();
        builder.Services.AddOptions<EmotionServerOptions>().ValidateOnStart().Configure(options => configure?.Invoke(options));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmotionServerOptions>, EmotionServerOptionsValidator>());
        builder.Services.TryAddSingleton<RequestGate>();
        builder.Services.TryAddSingleton<HeldBytes>();
        builder.Services.TryAddSingleton<WorkPlaces>();
        builder.Services.TryAddSingleton<Draining>();
        builder.Services.TryAddSingleton(static services => new Readiness(services.GetRequiredService<ServedModels>(), services.GetRequiredService<Draining>(), services.GetRequiredService<ILogger<Readiness>>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Draining>(static services => services.GetRequiredService<Draining>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BindingWarning>());
        return builder;
    }
}
