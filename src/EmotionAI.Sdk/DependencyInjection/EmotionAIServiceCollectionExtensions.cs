using EmotionAI;
using EmotionAI.Audio;
using EmotionAI.DependencyInjection;
using EmotionAI.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds emotion classifiers to a container.</summary>
public static class EmotionAIServiceCollectionExtensions
{
    /// <summary>
    /// Adds the singletons <see cref="IEmotionClassifier{TInput}"/> of <see cref="string"/> and of <see cref="AudioClip"/>, loaded when first asked for and disposed with the container.
    /// The model of each is the folder in <see cref="EmotionAIOptions"/>; else that in <c>TEXT_MODEL_DIR</c> or <c>AUDIO_MODEL_DIR</c>; else the one of the package EmotionAI.Sdk.Models.Text or .Speech; else a mock, with a warning in the log.
    /// </summary>
    /// <remarks>A host checks all configured folders when it starts, and does not start where one is missing or has faults. <see cref="TextEmotionClassifier"/> and <see cref="AudioEmotionClassifier"/> can be asked for too, where no mock serves.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null for none.</param>
    /// <returns>A builder for more classifiers.</returns>
    public static EmotionAIBuilder AddEmotionAI(this IServiceCollection services, Action<EmotionAIOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<EmotionAIOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddOptions<ModelCheck>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmotionAIOptions>, EmotionAIOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelCheck>, ModelCheckValidator>());
        services.TryAddSingleton(ModelResolver.Default);
        services.TryAddSingleton(static provider => new ContainerClassifiers(
            provider.GetRequiredService<IOptions<EmotionAIOptions>>(),
            provider.GetRequiredService<ModelResolver>(),
            provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton(static provider => provider.GetRequiredService<ContainerClassifiers>().CreateText());
        services.TryAddSingleton(static provider => provider.GetRequiredService<ContainerClassifiers>().CreateAudio());
        services.TryAddSingleton(static provider => ContainerClassifiers.Concrete<TextEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<string>>()));
        services.TryAddSingleton(static provider => ContainerClassifiers.Concrete<AudioEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<AudioClip>>()));
        return new EmotionAIBuilder(services);
    }
}
