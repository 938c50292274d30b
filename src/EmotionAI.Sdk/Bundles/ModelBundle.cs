using EmotionAI.Audio;
using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Describes a model folder that was read and checked as a whole: weights, labels, thresholds, tokenizer or features.</summary>
/// <remarks>Immutable and safe for concurrent use. Nothing in the folder is executed, and no file stays open.</remarks>
public sealed class ModelBundle
{
    private ModelBundle(BundleLayout layout, FolderName name, IReadOnlyList<BundleProblem> problems, TextModel? text, AudioModel? audio)
    {
        Directory = layout.Directory;
        Name = name;
        Kind = layout.Kind;
        Problems = Frozen.Copy(problems);
        Text = text;
        Audio = audio;
        Metadata = text is not null ? MetadataOf(text) : audio is not null ? MetadataOf(audio) : null;
    }

    /// <summary>Gets the full path of the folder.</summary>
    public string Directory { get; }

    /// <summary>Gets what kind of folder it is.</summary>
    public BundleKind Kind { get; }

    /// <summary>Gets every fault found; only warnings where the bundle can be used.</summary>
    public IReadOnlyList<BundleProblem> Problems { get; }

    /// <summary>Gets whether the bundle can be used.</summary>
    public bool IsUsable => Metadata is not null;

    /// <summary>Gets the description of the model; null where the bundle cannot be used.</summary>
    public EmotionClassifierMetadata? Metadata { get; }

    /// <summary>Gets what kind of input the model reads; null where the bundle cannot be used.</summary>
    public ModelModality? Modality => Text is not null ? ModelModality.Text : Audio is not null ? ModelModality.Audio : null;

    /// <summary>Gets how the folder was named, and by what.</summary>
    internal FolderName Name { get; }

    internal TextModel? Text { get; }

    internal AudioModel? Audio { get; }

    /// <summary>Reads a model folder and checks all of it.</summary>
    /// <param name="directory">The folder: of the seed's layout, of Hugging Face, of SpeechBrain, or with <c>model.onnx</c>.</param>
    /// <param name="limits">The bounds for files from strangers; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <returns>The bundle, usable.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static ModelBundle Load(string directory, EmotionLimits? limits = null) => Load(directory, limits, null);

    /// <summary>Reads a model folder like <see cref="Load(string, EmotionLimits?)"/>, and returns it with its faults where it cannot be used.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds for files from strangers; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <returns>The bundle, usable or not.</returns>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static ModelBundle Inspect(string directory, EmotionLimits? limits = null) => Inspect(directory, limits, null);

    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="origin">What named the folder: an option, a configuration key, an environment variable; null for code.</param>
    internal static ModelBundle Load(string directory, EmotionLimits? limits, string? origin)
    {
        var bundle = Inspect(directory, limits, origin);
        return bundle.IsUsable ? bundle : throw new ModelBundleException(bundle.Name, bundle.Problems);
    }

    internal static ModelBundle Inspect(string directory, EmotionLimits? limits, string? origin)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        limits ??= EmotionLimits.Default;
        var name = new FolderName(directory, origin);
        var layout = BundleLayout.Find(name);
        var problems = new BundleProblems(layout.Directory);
        var settings = InferenceSettingsReader.Read(layout, limits, problems);
        var modelId = ModelNames.Resolve(layout, limits, settings, problems);
        TextModel? text = null;
        AudioModel? audio = null;
        switch (layout.Kind)
        {
            case BundleKind.HuggingFaceText:
                text = HuggingFaceTextReader.Read(layout, limits, settings, modelId, problems);
                break;
            case BundleKind.SpeechBrain:
                audio = SpeechBrainBundleReader.Read(layout, limits, settings, modelId, problems);
                break;
            case BundleKind.OnnxAudio:
                audio = OnnxAudioReader.Read(layout, limits, settings, modelId, problems);
                break;
            default:
                problems.Sentence(BundleProblemCodes.NotAModel, layout.Directory, $"holds no model; {FolderSurvey.Describe(name)}.", "config.json with model.safetensors or pytorch_model.bin; hyperparams.yaml; or model.onnx with preprocessor_config.json");
                break;
        }

        GitLfsPointer.Replace(layout, problems);
        return problems.HasErrors ? new ModelBundle(layout, name, problems.All, null, null) : new ModelBundle(layout, name, problems.All, text, audio);
    }

    private static EmotionClassifierMetadata MetadataOf(TextModel model) => Describe(model.Rule, model.MaxLength, null, null);

    private static EmotionClassifierMetadata MetadataOf(AudioModel model) => Describe(
        model.Rule,
        null,
        model.SampleRate,
        model.MaxSamples is { } samples ? TimeSpan.FromSeconds((double)samples / model.SampleRate) : null);

    private static EmotionClassifierMetadata Describe(DecisionRule rule, int? maxLength, int? sampleRate, TimeSpan? maxDuration) => new()
    {
        ModelId = rule.ModelId,
        Labels = rule.Labels,
        ProblemType = rule.ProblemType,
        Thresholds = rule.Thresholds,
        TopK = rule.TopK,
        MaxLength = maxLength,
        SampleRate = sampleRate,
        MaxDuration = maxDuration,
    };
}
