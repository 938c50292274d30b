using EmotionAI.SpeechBrain;

namespace EmotionAI.Bundles;

/// <summary>Says where the parts of a bundle are: the model, and the folders with settings, those that count first first.</summary>
internal sealed record BundleLayout
{
    private static readonly string[] ModelFolderNames = ["model", "checkpoint"];
    private static readonly string[] ModelFiles =
    [
        "config.json", "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
        "hyperparams.yaml", .. OnnxFiles.Names,
    ];

    /// <summary>Gets the folder that was asked for.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the folder of the weights: the same, or the <c>model</c> or <c>checkpoint</c> folder in it.</summary>
    public required string ModelDirectory { get; init; }

    /// <summary>Gets the folders with <c>labels.json</c>, <c>inference_config.json</c> and <c>model_meta.json</c>: the model's, the one above it if that was asked for, <c>eval_test</c>.</summary>
    public required IReadOnlyList<string> SettingsDirectories { get; init; }

    /// <summary>Gets the ONNX files, the one that counts first.</summary>
    public required IReadOnlyList<string> OnnxPaths { get; init; }

    /// <summary>Gets the ONNX file that counts, where there is one.</summary>
    public string? OnnxPath => OnnxPaths.Count > 0 ? OnnxPaths[0] : null;

    public required BundleKind Kind { get; init; }

    /// <summary>Finds the parts of a bundle.</summary>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static BundleLayout Find(string directory) => Find(new FolderName(directory, null));

    /// <summary>Finds the parts of a bundle.</summary>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static BundleLayout Find(FolderName name)
    {
        var root = name.Full;
        if (!System.IO.Directory.Exists(root))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, MissingFolder.Describe(name), name.Given);
        }

        var model = ModelDirectoryOf(root);
        var onnx = OnnxFiles.Find(model);
        return new BundleLayout
        {
            Directory = root,
            ModelDirectory = model,
            SettingsDirectories = SettingsDirectoriesOf(root, model),
            OnnxPaths = onnx,
            Kind = KindOf(model, onnx.Count > 0),
        };
    }

    /// <summary>Finds a settings file in every folder that may hold it.</summary>
    public IEnumerable<string> SettingsFiles(string name) =>
        SettingsDirectories.Select(folder => Path.Combine(folder, name)).Where(File.Exists);

    private static string ModelDirectoryOf(string root)
    {
        if (HoldsModel(root))
        {
            return root;
        }

        return ModelFolderNames.Select(name => Path.Combine(root, name)).FirstOrDefault(folder => System.IO.Directory.Exists(folder) && HoldsModel(folder)) ?? root;
    }

    /// <summary>Tells whether a folder itself holds a file that a model begins with.</summary>
    public static bool HoldsModelFile(string folder) => Array.Exists(ModelFiles, name => File.Exists(Path.Combine(folder, name)));

    private static bool HoldsModel(string folder) => HoldsModelFile(folder) || SpeechBrainFolder.Recognise(folder);

    private static List<string> SettingsDirectoriesOf(string root, string model)
    {
        List<string> folders = [model];
        if (root != model)
        {
            folders.Add(root);
        }

        if (Path.GetDirectoryName(model) is { } parent && Path.Combine(parent, "eval_test") is var evaluation && System.IO.Directory.Exists(evaluation))
        {
            folders.Add(evaluation);
        }

        return folders;
    }

    private static BundleKind KindOf(string model, bool hasOnnx)
    {
        if (SpeechBrainFolder.Recognise(model))
        {
            return BundleKind.SpeechBrain;
        }

        if (hasOnnx && File.Exists(Path.Combine(model, "preprocessor_config.json")))
        {
            return BundleKind.OnnxAudio;
        }

        return HoldsModelFile(model) ? BundleKind.HuggingFaceText : BundleKind.Unknown;
    }
}
