using EmotionAI.Bundles;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EmotionAI.DependencyInjection;

/// <summary>Lets every classifier of a container answer a fixed input: healthy where all models do, degraded where a mock serves or calls are refused because too many wait, unhealthy where one fails.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="served">The classifiers of the container.</param>
public sealed class EmotionAIHealthCheck(ServedModels served) : IHealthCheck
{
    private const string Text = "I am happy to hear that.";

    /// <summary>A second of a tone that swells and fades four times, as syllables do.</summary>
    private static readonly AudioClip Clip = new(Enumerable.Range(0, 16_000).Select(i => 0.1f * MathF.Sin(i * 0.08f) * (1 - MathF.Cos(i * MathF.Tau / 4_000))).ToArray(), 16_000);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var models = new Dictionary<string, object>();
        var (faults, mocks, full) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var model in served)
        {
            var name = ModelResolver.NameOf(model.Modality) + (model.Key is null ? "" : $" '{model.Key}'");
            try
            {
                var prediction = await ClassifyAsync(model.Classifier, cancellationToken).ConfigureAwait(false);
                models[name] = prediction.ModelId;
                if (prediction.IsMock)
                {
                    mocks.Add(name);
                }
            }
            catch (EmotionAIException e) when (e.Code is EmotionErrorCodes.Overloaded or EmotionErrorCodes.DeadlineExceeded)
            {
                // A model that has more to do than it can is not to be restarted.
                full.Add($"{name}: {e.Message}");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                faults.Add($"{name}: {e.Message}");
            }
        }

        return faults.Count > 0 ? new HealthCheckResult(context.Registration.FailureStatus, string.Join(" ", faults), data: models)
            : full.Count > 0 ? HealthCheckResult.Degraded(string.Join(" ", full), data: models)
            : mocks.Count > 0 ? HealthCheckResult.Degraded($"A mock answers for {string.Join(" and ", mocks)}. Its results mean nothing.", data: models)
            : HealthCheckResult.Healthy($"{models.Count} models answer.", models);
    }

    private static ValueTask<EmotionPrediction> ClassifyAsync(IEmotionClassifier classifier, CancellationToken cancellationToken) => classifier is IEmotionClassifier<string> text
        ? text.ClassifyAsync(Text, cancellationToken: cancellationToken)
        : ((IEmotionClassifier<AudioClip>)classifier).ClassifyAsync(Clip, cancellationToken: cancellationToken);
}
