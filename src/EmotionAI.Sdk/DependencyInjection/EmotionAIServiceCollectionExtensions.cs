using EmotionAI;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;
using EmotionAI.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds emotion classifiers to a container, as singletons, loaded when first asked for and disposed with it.</summary>
/// <remarks>
/// The model of each kind of input is the folder in <see cref="EmotionAIOptions"/>; else that in <c>TEXT_MODEL_DIR</c> or <c>AUDIO_MODEL_DIR</c>; else the one of the package EmotionAI.Sdk.Models.Text or .Speech.
/// A host checks all configured folders when it starts, and does not start where one is missing or has faults. Mocks serve where <c>USE_MOCK_MODELS</c> or the options ask for them, and where no model at all is found and there is no host or its environment is Development; the log warns of each.
/// </remarks>
public static class EmotionAIServiceCollectionExtensions
{
    private static readonly ModelModality[] Both = [ModelModality.Text, ModelModality.Audio];

    /// <summary>Adds <see cref="IEmotionClassifier{TInput}"/> of <see cref="string"/> and of <see cref="AudioClip"/>, whichever have a model; asking for the other one is an error. A host without any does not start outside development.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null for none.</param>
    /// <returns>A builder for more classifiers.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI(options => options.TextModelDirectory = "models/goemotions");
    /// </code></example>
    public static EmotionAIBuilder AddEmotionAI(this IServiceCollection services, Action<EmotionAIOptions>? configure = null) => Add(services, configure, Both, isRequired: false);

    /// <summary>Adds the classifiers as <see cref="AddEmotionAI(IServiceCollection, Action{EmotionAIOptions}?)"/> does, with the options from configuration, those under a key among them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">A section with the properties of <see cref="EmotionAIOptions"/>, or a whole configuration, whose section <c>EmotionAI</c> is read. A key that is not known is an error.</param>
    /// <returns>A builder for more classifiers.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI(builder.Configuration.GetSection("EmotionAI"));
    /// </code></example>
    public static EmotionAIBuilder AddEmotionAI(this IServiceCollection services, IConfiguration configuration) => Add(services, From(configuration), Both, isRequired: false);

    /// <summary>Adds <see cref="IEmotionClassifier{TInput}"/> of <see cref="string"/> only, and requires its model: without it, a host outside development does not start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null for none.</param>
    /// <returns>A builder for more classifiers.</returns>
    public static EmotionAIBuilder AddTextEmotionAI(this IServiceCollection services, Action<EmotionAIOptions>? configure = null) => Add(services, configure, [ModelModality.Text], isRequired: true);

    /// <summary>Adds the text classifier as <see cref="AddTextEmotionAI(IServiceCollection, Action{EmotionAIOptions}?)"/> does, with the options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">A section with the properties of <see cref="EmotionAIOptions"/>, or a whole configuration, whose section <c>EmotionAI</c> is read.</param>
    /// <returns>A builder for more classifiers.</returns>
    public static EmotionAIBuilder AddTextEmotionAI(this IServiceCollection services, IConfiguration configuration) => Add(services, From(configuration), [ModelModality.Text], isRequired: true);

    /// <summary>Adds <see cref="IEmotionClassifier{TInput}"/> of <see cref="AudioClip"/> only, and requires its model: without it, a host outside development does not start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null for none.</param>
    /// <returns>A builder for more classifiers.</returns>
    public static EmotionAIBuilder AddAudioEmotionAI(this IServiceCollection services, Action<EmotionAIOptions>? configure = null) => Add(services, configure, [ModelModality.Audio], isRequired: true);

    /// <summary>Adds the speech classifier as <see cref="AddAudioEmotionAI(IServiceCollection, Action{EmotionAIOptions}?)"/> does, with the options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">A section with the properties of <see cref="EmotionAIOptions"/>, or a whole configuration, whose section <c>EmotionAI</c> is read.</param>
    /// <returns>A builder for more classifiers.</returns>
    public static EmotionAIBuilder AddAudioEmotionAI(this IServiceCollection services, IConfiguration configuration) => Add(services, From(configuration), [ModelModality.Audio], isRequired: true);

    private static Action<EmotionAIOptions> From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return options => ConfigurationSettings.Read(configuration, options);
    }

    private static EmotionAIBuilder Add(IServiceCollection services, Action<EmotionAIOptions>? configure, ModelModality[] modalities, bool isRequired)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EmotionAIOptions>().ValidateOnStart().Configure(options =>
        {
            options.Added.UnionWith(modalities);
            options.Required.UnionWith(isRequired ? modalities : []);
            configure?.Invoke(options);
        });
        services.AddOptions<ModelCheck>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmotionAIOptions>, EmotionAIOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelCheck>, ModelCheckValidator>());
        services.TryAddSingleton(ModelResolver.Default);
        services.TryAddSingleton(static provider => new ModelChooser(provider.GetRequiredService<ModelResolver>(), provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton(static provider => new ContainerClassifiers(
            provider.GetRequiredService<IOptions<EmotionAIOptions>>(),
            provider.GetRequiredService<ModelChooser>(),
            provider.GetServices<IAudioDecoder>(),
            provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton(static provider => new ServedModels(provider, provider.GetRequiredService<ContainerClassifiers>()));
        if (modalities.Contains(ModelModality.Text))
        {
            services.TryAddSingleton(static provider => provider.GetRequiredService<ContainerClassifiers>().CreateText());
            services.TryAddSingleton(static provider => ContainerClassifiers.Concrete<TextEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<string>>()));
        }

        if (modalities.Contains(ModelModality.Audio))
        {
            services.TryAddSingleton(static provider => provider.GetRequiredService<ContainerClassifiers>().CreateAudio());
            services.TryAddSingleton(static provider => ContainerClassifiers.Concrete<AudioEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<AudioClip>>()));
        }

        AddKeyed(services);
        return new EmotionAIBuilder(services);
    }

    /// <summary>Serves every key: those of the options have a model, others an error that names the key.</summary>
    private static void AddKeyed(IServiceCollection services)
    {
        services.TryAddKeyedSingleton<IEmotionClassifier<string>>(KeyedService.AnyKey, static (provider, key) => provider.GetRequiredService<ContainerClassifiers>().CreateText(key));
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (provider, key) => ContainerClassifiers.Concrete<TextEmotionClassifier>(provider.GetRequiredKeyedService<IEmotionClassifier<string>>(key)));
        services.TryAddKeyedSingleton<IEmotionClassifier<AudioClip>>(KeyedService.AnyKey, static (provider, key) => provider.GetRequiredService<ContainerClassifiers>().CreateAudio(key));
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (provider, key) => ContainerClassifiers.Concrete<AudioEmotionClassifier>(provider.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>(key)));
    }
}
