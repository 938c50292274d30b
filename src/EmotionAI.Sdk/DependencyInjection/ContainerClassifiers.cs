using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Makes the classifiers of one container, and warns of each mock that serves and of each fault of a model folder.</summary>
internal sealed class ContainerClassifiers(IOptions<EmotionAIOptions> options, ModelResolver resolver, ILoggerFactory? loggers = null)
{
    private const string Category = "EmotionAI";

    private readonly Lazy<EmotionAIOptions> _options = new(() => options.Value.Copy(), LazyThreadSafetyMode.PublicationOnly);

    private EmotionAIOptions Options => _options.Value;

    /// <summary>Gives the real classifier behind the interface.</summary>
    /// <exception cref="EmotionAIException">A mock serves.</exception>
    public static T Concrete<T>(IEmotionClassifier classifier)
        where T : class, IEmotionClassifier => classifier as T ?? throw new EmotionAIException(
            EmotionErrorCodes.ModelNotFound,
            $"A mock serves in place of a {typeof(T).Name}: ask for the interface IEmotionClassifier<…>, or configure a model.");

    public IEmotionClassifier<string> CreateText(object? key = null)
    {
        var choice = ChooseText(key);
        return Announce(choice, ClassifierFactory.CreateText(choice, Options.Text));
    }

    public IEmotionClassifier<AudioClip> CreateAudio(object? key = null)
    {
        var choice = ChooseAudio(key);
        return Announce(choice, ClassifierFactory.CreateAudio(choice, Options.Audio));
    }

    /// <summary>Decides which model serves for text.</summary>
    /// <param name="key">The key of the service; null for the one without.</param>
    public ModelChoice ChooseText(object? key = null) =>
        Choose(ModelModality.Text, key is null ? Options.TextModelDirectory : Options.KeyedTextDirectories[key], key is null ? nameof(EmotionAIOptions.TextModelDirectory) : $"AddTextClassifier(\"{key}\", …)");

    /// <summary>Decides which model serves for audio.</summary>
    /// <param name="key">The key of the service; null for the one without.</param>
    public ModelChoice ChooseAudio(object? key = null) =>
        Choose(ModelModality.Audio, key is null ? Options.AudioModelDirectory : Options.KeyedAudioDirectories[key], key is null ? nameof(EmotionAIOptions.AudioModelDirectory) : $"AddAudioClassifier(\"{key}\", …)");

    private ModelChoice Choose(ModelModality modality, string? directory, string setting) => resolver.Resolve(modality, directory, Options.UseMockModels, setting);

    /// <summary>Tells the log, when a model is made, what is to be known before it answers.</summary>
    private T Announce<T>(ModelChoice choice, T classifier)
        where T : IEmotionClassifier
    {
        var log = loggers?.CreateLogger(Category);
        if (choice.IsMock)
        {
            log?.LogWarning("{MockWarning}", choice.MockWarning);
        }

        foreach (var warning in ClassifierFactory.WarningsOf(classifier))
        {
            log?.LogWarning("{ModelDirectory}: {ModelWarning}", choice.Directory, warning);
        }

        return classifier;
    }
}
