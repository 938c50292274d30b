using EmotionAI.Audio;
using EmotionAI.Text;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.DependencyInjection;

/// <summary>Adds more classifiers to a container, each under a key.</summary>
public sealed class EmotionAIBuilder
{
    internal EmotionAIBuilder(IServiceCollection services)
    {
        Services = services;
    }

    /// <summary>Gets the services that are being set up.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a text model under a key, to be asked for with <c>[FromKeyedServices(key)] IEmotionClassifier&lt;string&gt;</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="directory">The model folder; one that is missing or broken is an error.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddTextClassifier(object key, string directory)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        Services.Configure<EmotionAIOptions>(options => options.KeyedTextDirectories[key] = directory);
        Services.AddKeyedSingleton<IEmotionClassifier<string>>(key, static (services, key) => services.GetRequiredService<ContainerClassifiers>().CreateText(key));
        Services.AddKeyedSingleton(key, static (services, key) => ContainerClassifiers.Concrete<TextEmotionClassifier>(services.GetRequiredKeyedService<IEmotionClassifier<string>>(key)));
        return this;
    }

    /// <summary>Adds a speech model under a key, to be asked for with <c>[FromKeyedServices(key)] IEmotionClassifier&lt;AudioClip&gt;</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="directory">The model folder; one that is missing or broken is an error.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddAudioClassifier(object key, string directory)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        Services.Configure<EmotionAIOptions>(options => options.KeyedAudioDirectories[key] = directory);
        Services.AddKeyedSingleton<IEmotionClassifier<AudioClip>>(key, static (services, key) => services.GetRequiredService<ContainerClassifiers>().CreateAudio(key));
        Services.AddKeyedSingleton(key, static (services, key) => ContainerClassifiers.Concrete<AudioEmotionClassifier>(services.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>(key)));
        return this;
    }
}
