using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Makes the classifiers of one container, and warns once where a mock serves.</summary>
internal sealed class ContainerClassifiers(IOptions<EmotionAIOptions> options, ModelResolver resolver, ILoggerFactory? loggers = null)
{
    private const string Category = "EmotionAI";

    private int _warned;

    private EmotionAIOptions Options => options.Value;

    /// <summary>Gives the real classifier behind the interface.</summary>
    /// <exception cref="EmotionAIException">A mock serves.</exception>
    public static T Concrete<T>(IEmotionClassifier classifier)
        where T : class, IEmotionClassifier => classifier as T ?? throw new EmotionAIException(
            EmotionErrorCodes.ModelNotFound,
            $"A mock serves in place of a {typeof(T).Name}: ask for the interface IEmotionClassifier<…>, or configure a model.");

    public IEmotionClassifier<string> CreateText(object? key = null) => ClassifierFactory.CreateText(Announce(ChooseText(key)), Options.Text);

    public IEmotionClassifier<AudioClip> CreateAudio(object? key = null) => ClassifierFactory.CreateAudio(Announce(ChooseAudio(key)), Options.Audio);

    /// <summary>Decides which model serves for text.</summary>
    /// <param name="key">The key of the service; null for the one without.</param>
    public ModelChoice ChooseText(object? key = null) =>
        resolver.Resolve(ModelModality.Text, key is null ? Options.TextModelDirectory : Options.KeyedTextDirectories[key], Options.UseMockModels);

    /// <summary>Decides which model serves for audio.</summary>
    /// <param name="key">The key of the service; null for the one without.</param>
    public ModelChoice ChooseAudio(object? key = null) =>
        resolver.Resolve(ModelModality.Audio, key is null ? Options.AudioModelDirectory : Options.KeyedAudioDirectories[key], Options.UseMockModels);

    private ModelChoice Announce(ModelChoice choice)
    {
        if (choice.IsMock && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            loggers?.CreateLogger(Category).LogWarning("{MockWarning}", choice.MockWarning);
        }

        return choice;
    }
}
