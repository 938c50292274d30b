using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.DependencyInjection;

/// <summary>Sets up the classifiers of a container. What is left null follows the environment variables <c>TEXT_MODEL_DIR</c>, <c>AUDIO_MODEL_DIR</c> and <c>USE_MOCK_MODELS</c>.</summary>
public sealed class EmotionAIOptions
{
    /// <summary>Gets or sets the folder of the text model.</summary>
    /// <value>The default value is null: <c>TEXT_MODEL_DIR</c>, else the model of the package EmotionAI.Sdk.Models.Text, else a mock.</value>
    public string? TextModelDirectory { get; set; }

    /// <summary>Gets or sets the folder of the speech model.</summary>
    /// <value>The default value is null: <c>AUDIO_MODEL_DIR</c>, else the model of the package EmotionAI.Sdk.Models.Speech, else a mock.</value>
    public string? AudioModelDirectory { get; set; }

    /// <summary>Gets or sets whether mocks serve: true for always, whatever folders are named; false for never, so that a missing model is an error.</summary>
    /// <value>The default value is null: <c>USE_MOCK_MODELS</c>, else only where no model is configured.</value>
    public bool? UseMockModels { get; set; }

    /// <summary>Gets or sets the set-up of the text classifier.</summary>
    public TextEmotionOptions Text { get; set; } = new();

    /// <summary>Gets or sets the set-up of the speech classifier.</summary>
    public AudioEmotionOptions Audio { get; set; } = new();

    internal Dictionary<object, string> KeyedTextDirectories { get; private init; } = [];

    internal Dictionary<object, string> KeyedAudioDirectories { get; private init; } = [];

    internal EmotionAIOptions Copy() => new()
    {
        TextModelDirectory = TextModelDirectory,
        AudioModelDirectory = AudioModelDirectory,
        UseMockModels = UseMockModels,
        Text = Text.Copy(),
        Audio = Audio.Copy(),
        KeyedTextDirectories = new(KeyedTextDirectories),
        KeyedAudioDirectories = new(KeyedAudioDirectories),
    };
}
