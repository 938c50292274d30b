using EmotionAI.Audio;
using EmotionAI.Inference;
using EmotionAI.Models;
using EmotionAI.SpeechBrain;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Describes a model folder that was read and checked as a whole: weights, labels, thresholds, tokenizer or features.</summary>
/// <remarks>
/// Immutable and safe for concurrent use. Nothing in the folder is executed. The weights stay mapped until the bundle and every classifier loaded from it
/// are disposed or collected, so that what was checked is what runs: until then Windows locks the files, and elsewhere they must not be rewritten in place.
/// </remarks>
/// <example><code>
/// var bundle = ModelBundle.Inspect("models/goemotions");
/// foreach (var problem in bundle.Problems)
/// {
///     Console.WriteLine(problem);
/// }
/// </code></example>
public sealed class ModelBundle : IDisposable
{
    private int _disposed;

    private ModelBundle(BundleLayout layout, FolderName name, IReadOnlyList<BundleProblem> problems, TextModel? text, AudioModel? audio, ModelNames names)
    {
        Directory = layout.Directory;
        Name = name;
        ModelDirectory = layout.ModelDirectory;
        Network = text?.Network ?? audio?.Network;
        Kind = KindOf(layout.Kind, Network);
        Problems = Frozen.Copy(problems);
        Text = text;
        Audio = audio;
        Metadata = text is not null ? MetadataOf(text, names) : audio is not null ? MetadataOf(audio, names) : null;
    }

    /// <summary>Gets the full path of the folder.</summary>
    public string Directory { get; }

    /// <summary>Gets the full path of the folder with the weights: the same, or the <c>model</c> or <c>checkpoint</c> folder in it.</summary>
    public string ModelDirectory { get; }

    /// <summary>Gets who made the folder, and the architecture where the bundle can be used: <c>hugging-face/bert</c>, <c>hugging-face/wav2vec2</c>, <c>speechbrain/ecapa-tdnn</c>, <c>onnx/whisper</c>, <c>onnx/deberta-v2</c>; <c>unknown</c> where it holds no model.</summary>
    public string Kind { get; }

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

    /// <summary>Gets the network with its weights; null where the bundle cannot be used.</summary>
    internal ModelNetwork? Network { get; }

    internal TextModel? Text { get; }

    internal AudioModel? Audio { get; }

    /// <summary>Reads a model folder and checks all of it.</summary>
    /// <param name="directory">The folder: of the seed's layout, of Hugging Face, of SpeechBrain, or with <c>model.onnx</c>.</param>
    /// <param name="limits">The bounds for untrusted files; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <param name="origin">What named the folder, for messages: an option, a configuration key, an environment variable; null for code.</param>
    /// <returns>The bundle, usable.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static ModelBundle Load(string directory, EmotionLimits? limits = null, string? origin = null)
    {
        var bundle = Inspect(directory, limits, origin);
        return bundle.IsUsable ? bundle : throw new ModelBundleException(bundle.Name, bundle.Problems);
    }

    /// <summary>Reads a model folder like <see cref="Load"/>, and returns it with its faults where it cannot be used.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds for untrusted files; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <param name="origin">What named the folder, for messages: an option, a configuration key, an environment variable; null for code.</param>
    /// <returns>The bundle, usable or not.</returns>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static ModelBundle Inspect(string directory, EmotionLimits? limits = null, string? origin = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        limits ??= EmotionLimits.Default;
        var name = new FolderName(directory, origin);
        var layout = LayoutOf(name, limits);
        var problems = new BundleProblems(layout.Directory);
        var settings = InferenceSettingsReader.Read(layout, limits, problems);
        var names = ModelNames.Resolve(layout, limits, settings, problems);
        TextModel? text = null;
        AudioModel? audio = null;
        switch (layout.Kind)
        {
            case BundleKind.HuggingFaceText:
                text = HuggingFaceTextReader.Read(layout, limits, settings, names.Name, problems);
                break;
            case BundleKind.HuggingFaceAudio:
                audio = HuggingFaceAudioReader.Read(layout, limits, settings, names.Name, problems);
                break;
            case BundleKind.OnnxText:
                text = OnnxTextReader.Read(layout, limits, settings, names.Name, problems);
                break;
            case BundleKind.SpeechBrain:
                audio = SpeechBrainBundleReader.Read(layout, limits, settings, names.Name, problems);
                break;
            case BundleKind.OnnxAudio:
                audio = OnnxAudioReader.Read(layout, limits, settings, names.Name, problems);
                break;
            default:
                problems.Sentence(BundleProblemCodes.NotAModel, layout.Directory, $"holds no model; {FolderSurvey.Describe(name)}.", "config.json with model.safetensors or pytorch_model.bin, for speech with preprocessor_config.json; hyperparams.yaml; or model.onnx with config.json for text, with preprocessor_config.json for speech");
                break;
        }

        GitLfsPointer.Replace(layout, problems);
        return problems.HasErrors ? new ModelBundle(layout, name, problems.All, null, null, names) : new ModelBundle(layout, name, problems.All, text, audio, names);
    }

    /// <summary>Closes the files, once no classifier uses them.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Network?.Dispose();
        }
    }

    private static BundleLayout LayoutOf(FolderName name, EmotionLimits limits)
    {
        var layout = BundleLayout.Find(name);
        return HuggingFaceAudioReader.Claims(layout, limits) ? layout with { Kind = BundleKind.HuggingFaceAudio }
            : layout.Kind == BundleKind.HuggingFaceText && OnnxTextReader.Claims(layout, limits) ? layout with { Kind = BundleKind.OnnxText }
            : layout;
    }

    private static string KindOf(BundleKind kind, ModelNetwork? network)
    {
        var maker = kind switch
        {
            BundleKind.HuggingFaceText or BundleKind.HuggingFaceAudio => "hugging-face",
            BundleKind.SpeechBrain => "speechbrain",
            BundleKind.OnnxText or BundleKind.OnnxAudio => "onnx",
            _ => "unknown",
        };
        return network is null ? maker : $"{maker}/{network.Name}";
    }

    private static EmotionClassifierMetadata MetadataOf(TextModel model, ModelNames names) => Describe(model.Rule, names, model.MaxLength, null, null);

    private static EmotionClassifierMetadata MetadataOf(AudioModel model, ModelNames names) => Describe(
        model.Rule,
        names,
        null,
        model.SampleRate,
        model.MaxDuration);

    private static EmotionClassifierMetadata Describe(DecisionRule rule, ModelNames names, int? maxLength, int? sampleRate, TimeSpan? maxDuration) => new()
    {
        ModelId = rule.ModelId,
        Labels = rule.Labels,
        ProblemType = rule.ProblemType,
        Thresholds = rule.Thresholds,
        ScoreScale = rule.LogitScale,
        TopK = rule.TopK,
        Languages = names.Languages,
        MaxLength = maxLength,
        SampleRate = sampleRate,
        MaxDuration = maxDuration,
    };
}
