using System.Globalization;
using EmotionAI.Batching;
using EmotionAI.Multimodal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmotionAI.DependencyInjection;

/// <summary>Adds more classifiers to a container: of text and speech together, and others under a key. Keys are compared by their text, so that a member of an enumeration and a configuration key can name the same one.</summary>
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
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return AddTextClassifier(key, options => options.ModelDirectory = directory);
    }

    /// <summary>Adds a text model under a key, with options of its own.</summary>
    /// <param name="key">The key.</param>
    /// <param name="configure">Sets the options, the model folder among them.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddTextClassifier(object key, Action<TextClassifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return ConfigureText(key, (_, classifier) => configure(classifier));
    }

    /// <summary>Adds a text model under a key, with options of its own from configuration.</summary>
    /// <param name="key">The key.</param>
    /// <param name="section">The section with <see cref="TextClassifierOptions.ModelDirectory"/> and the other options.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddTextClassifier(object key, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ConfigureText(key, (options, classifier) => ConfigurationSettings.Read(section, options, classifier));
    }

    /// <summary>Adds a speech model under a key, to be asked for with <c>[FromKeyedServices(key)] IEmotionClassifier&lt;AudioClip&gt;</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="directory">The model folder; one that is missing or broken is an error.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddAudioClassifier(object key, string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return AddAudioClassifier(key, options => options.ModelDirectory = directory);
    }

    /// <summary>Adds a speech model under a key, with options of its own.</summary>
    /// <param name="key">The key.</param>
    /// <param name="configure">Sets the options, the model folder among them.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddAudioClassifier(object key, Action<AudioClassifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return ConfigureAudio(key, (_, classifier) => configure(classifier));
    }

    /// <summary>Adds a speech model under a key, with options of its own from configuration.</summary>
    /// <param name="key">The key.</param>
    /// <param name="section">The section with <see cref="AudioClassifierOptions.ModelDirectory"/> and the other options.</param>
    /// <returns>The builder.</returns>
    public EmotionAIBuilder AddAudioClassifier(object key, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ConfigureAudio(key, (options, classifier) => ConfigurationSettings.Read(section, options, classifier));
    }

    /// <summary>Adds <see cref="IEmotionClassifier{TInput}"/> of <see cref="TextAndSpeech"/> over the text and the speech classifier of the container, which <c>AddEmotionAI</c> adds.</summary>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddTextAndSpeech(options => options.SpeechWeight = 2);
    /// </code></example>
    public EmotionAIBuilder AddTextAndSpeech(Action<TextAndSpeechOptions>? configure = null)
    {
        Services.TryAddSingleton(provider =>
        {
            var options = new TextAndSpeechOptions();
            configure?.Invoke(options);
            return new TextAndSpeechClassifier(provider.GetRequiredService<IEmotionClassifier<string>>(), provider.GetRequiredService<IEmotionClassifier<AudioClip>>(), options);
        });
        Services.TryAddSingleton<IEmotionClassifier<TextAndSpeech>>(static provider => provider.GetRequiredService<TextAndSpeechClassifier>());
        return this;
    }

    /// <summary>Lets every classifier of the container, those under a key among them, classify calls of many callers together; see <see cref="BatchingEmotionClassifier{TInput}"/>. A classifier that is asked for by its own type, as <c>TextEmotionClassifier</c>, does not.</summary>
    /// <param name="configure">Sets the options; null for the defaults. In configuration they are <c>EmotionAI:Batching</c>, which alone is enough.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddBatching(options => options.QueueLimit = 1_000);
    /// </code></example>
    public EmotionAIBuilder AddBatching(Action<BatchingOptions>? configure = null)
    {
        Services.Configure<EmotionAIOptions>(options =>
        {
            options.Batching ??= new BatchingOptions();
            configure?.Invoke(options.Batching);
        });
        return this;
    }

    /// <summary>Gives the name of a key in options, configuration and messages.</summary>
    internal static string NameOf(object key) => key as string ?? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";

    private EmotionAIBuilder ConfigureText(object key, Action<EmotionAIOptions, TextClassifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = NameOf(key);
        Services.Configure<EmotionAIOptions>(options =>
        {
            if (!options.TextClassifiers.TryGetValue(name, out var classifier))
            {
                options.TextClassifiers[name] = classifier = new TextClassifierOptions();
            }

            configure(options, classifier);
        });
        return this;
    }

    private EmotionAIBuilder ConfigureAudio(object key, Action<EmotionAIOptions, AudioClassifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = NameOf(key);
        Services.Configure<EmotionAIOptions>(options =>
        {
            if (!options.AudioClassifiers.TryGetValue(name, out var classifier))
            {
                options.AudioClassifiers[name] = classifier = new AudioClassifierOptions();
            }

            configure(options, classifier);
        });
        return this;
    }
}
