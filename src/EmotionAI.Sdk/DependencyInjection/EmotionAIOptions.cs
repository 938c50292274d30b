using EmotionAI.Audio;
using EmotionAI.Batching;
using EmotionAI.Bundles;
using EmotionAI.Text;

namespace EmotionAI.DependencyInjection;

/// <summary>Sets up the classifiers of a container, in code or from configuration. What is left null follows the environment variables <c>TEXT_MODEL_DIR</c>, <c>AUDIO_MODEL_DIR</c> and <c>USE_MOCK_MODELS</c>.</summary>
/// <example>
/// <code language="json">
/// "EmotionAI": {
///   "TextModelDirectory": "models/goemotions",
///   "Text": { "Threads": 2 },
///   "AudioModelDirectory": "models/speech",
///   "TextClassifiers": { "tweets": { "ModelDirectory": "models/tweets", "BatchSize": 8 } }
/// }
/// </code>
/// </example>
public sealed class EmotionAIOptions
{
    /// <summary>Gets or sets the folder of the text model.</summary>
    /// <value>The default value is null: <c>TEXT_MODEL_DIR</c>, else the model of the package EmotionAI.Sdk.Models.Text.</value>
    public string? TextModelDirectory { get; set; }

    /// <summary>Gets or sets the folder of the speech model.</summary>
    /// <value>The default value is null: <c>AUDIO_MODEL_DIR</c>, else the model of the package EmotionAI.Sdk.Models.Speech or EmotionAI.Sdk.Models.Speech.Open; see <see cref="AudioEmotionOptions.DefaultModel"/>.</value>
    public string? AudioModelDirectory { get; set; }

    /// <summary>Gets or sets whether mocks serve: true for always, whatever folders are named; false for never, so that a missing model is an error.</summary>
    /// <value>The default value is null: <c>USE_MOCK_MODELS</c>, else only where no model at all is found, and there is no host or its environment is Development.</value>
    public bool? UseMockModels { get; set; }

    /// <summary>Gets or sets the set-up of the text classifier.</summary>
    public TextEmotionOptions Text { get; set; } = new();

    /// <summary>Gets or sets the set-up of the speech classifier.</summary>
    public AudioEmotionOptions Audio { get; set; } = new();

    /// <summary>Gets or sets more text classifiers, by the key under which a container serves them.</summary>
    public IDictionary<string, TextClassifierOptions> TextClassifiers { get; set; } = new Dictionary<string, TextClassifierOptions>();

    /// <summary>Gets or sets more speech classifiers, by the key under which a container serves them.</summary>
    public IDictionary<string, AudioClassifierOptions> AudioClassifiers { get; set; } = new Dictionary<string, AudioClassifierOptions>();

    /// <summary>Gets or sets how calls of many callers are classified together; every classifier of the container has a queue of its own. <see cref="EmotionAIBuilder.AddBatching(Action{BatchingOptions}?)"/> sets it.</summary>
    /// <value>The default value is null: every call runs by itself.</value>
    public BatchingOptions? Batching { get; set; }

    /// <summary>Gets the kinds of input for which classifiers were added.</summary>
    internal HashSet<ModelModality> Added { get; private init; } = [];

    /// <summary>Gets those of them without which a host is not to start.</summary>
    internal HashSet<ModelModality> Required { get; private init; } = [];

    /// <summary>Gets the configuration key that named a model folder, by folder.</summary>
    internal Dictionary<string, string> FolderKeys { get; private init; } = [];

    /// <summary>Says which setting named a folder: the configuration key, else the option in code.</summary>
    internal string OriginOf(string? directory, string option) => directory is not null && FolderKeys.TryGetValue(directory, out var key) ? key : option;

    internal EmotionAIOptions Copy() => new()
    {
        TextModelDirectory = TextModelDirectory,
        AudioModelDirectory = AudioModelDirectory,
        UseMockModels = UseMockModels,
        Text = Text.Copy(),
        Audio = Audio.Copy(),
        TextClassifiers = TextClassifiers.ToDictionary(pair => pair.Key, pair => (TextClassifierOptions)pair.Value.Copy()),
        AudioClassifiers = AudioClassifiers.ToDictionary(pair => pair.Key, pair => (AudioClassifierOptions)pair.Value.Copy()),
        Batching = Batching?.Copy(),
        Added = [.. Added],
        Required = [.. Required],
        FolderKeys = new(FolderKeys),
    };
}
