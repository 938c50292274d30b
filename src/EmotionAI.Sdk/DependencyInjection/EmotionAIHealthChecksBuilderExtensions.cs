using EmotionAI.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of emotion classifiers to the health checks of an application.</summary>
public static class EmotionAIHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that lets every classifier answer a fixed input: healthy where all models do, degraded where a mock serves or calls are refused because too many wait, unhealthy where one fails. The first check loads the models.</summary>
    /// <param name="builder">The health checks; <c>AddEmotionAI()</c> must have been called on its services.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What to report where a model fails; null for unhealthy.</param>
    /// <param name="tags">Tags to filter checks by.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// builder.Services.AddHealthChecks().AddEmotionAI();
    /// app.MapHealthChecks("/health");
    /// </code></example>
    public static IHealthChecksBuilder AddEmotionAI(this IHealthChecksBuilder builder, string name = "emotionai", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static services => new EmotionAIHealthCheck(services.GetRequiredService<ServedModels>()),
            failureStatus,
            tags));
    }
}
