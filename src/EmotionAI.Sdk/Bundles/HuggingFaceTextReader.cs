using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a Hugging Face text classifier: configuration, labels, tokenizer, weights.</summary>
internal sealed class HuggingFaceTextReader
{
    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;

    private HuggingFaceTextReader(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        _layout = layout;
        _limits = limits;
        _problems = problems;
    }

    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static TextModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems) =>
        new HuggingFaceTextReader(layout, limits, problems).Read(settings, modelId);

    private TextModel? Read(InferenceSettings settings, string modelId)
    {
        var config = HuggingFaceConfig.Read(_layout.ModelDirectory, _limits, _problems);
        var architecture = config is null ? null : FindArchitecture(config);
        if (config is not null && architecture is null)
        {
            return null;
        }

        WarnOfOnnx();
        var tokenizer = _problems.Try(_layout.ModelDirectory, () => TextTokenizer.Load(_layout.ModelDirectory, _limits));
        var weights = _problems.Try(_layout.ModelDirectory, () => CheckpointFolder.Open(_layout.ModelDirectory, _limits));
        if (config is null)
        {
            weights?.Dispose();
            return null;
        }

        var model = Read(settings, modelId, config, architecture!, tokenizer, weights);
        if (model is null)
        {
            weights?.Dispose();
        }

        return model;
    }

    private TextModel? Read(InferenceSettings settings, string modelId, HuggingFaceConfig config, IArchitecture architecture, TextTokenizer? tokenizer, StateDictionary? weights)
    {
        var headWeight = architecture.Info.HeadWeight;
        var text = new TextSettings(_layout, _limits, _problems, config);
        var files = weights is null ? null : new WeightFiles(weights, architecture.Info.Prefix);
        var outputs = files is not null && files.TryFind("", headWeight, out var head) && head.Shape.Length == 2 ? (int)head.Shape[0] : (int?)null;
        var labels = text.ReadLabels(outputs, $"rows of {headWeight}");
        var network = architecture.Read(new ModelSource(config, outputs ?? labels?.Count ?? TextSettings.DefaultNumLabels, _problems));
        if (network is not null && files is not null)
        {
            CheckWeights(config, network, files);
            CheckVocabulary(config, text, network, files, tokenizer);
        }

        text.AddRemarks(tokenizer);
        var rule = text.ReadRule(modelId, labels, settings, ArchitectureReader.Read(config, weights, files, headWeight, _problems));
        var maxLength = network is null ? null : text.MaxLength(settings, network.Encoder.MaxLength, tokenizer);
        return _problems.HasErrors ? null : new TextModel
        {
            Tokenizer = tokenizer!,
            MaxLength = maxLength!.Value,
            Familiarity = settings.Familiarity?.Value,
            Rule = rule!,
            Network = new WrittenNetwork(config.Text("model_type")!, files!, network!.Encoder, network.Head, rule!.Labels.Count),
        };
    }

    private void WarnOfOnnx()
    {
        if (CheckpointFolder.Find(_layout.ModelDirectory) is { } weights)
        {
            OnnxFiles.WarnOfIgnored(_layout.OnnxPaths, weights, _layout, _problems);
        }
    }

    private IArchitecture? FindArchitecture(HuggingFaceConfig config)
    {
        var modelType = config.Text("model_type");
        if (Architectures.Find(modelType) is { } architecture)
        {
            return architecture;
        }

        _problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, "model_type", modelType is null ? "nothing" : $"'{modelType}'", $"{string.Join(", ", Architectures.TextModelTypes)} for text; any other as model.onnx in place of its weights; speech as a SpeechBrain folder, or as model.onnx with preprocessor_config.json");
        return null;
    }

    private void CheckWeights(HuggingFaceConfig config, ClassifierNetwork network, WeightFiles files)
    {
        foreach (var layers in network.Encoder.Layers.Where(layers => layers.Count > files.Count()))
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, config.Path, layers.Key, Invariant($"{layers.Count}"), Invariant($"no more layers than the checkpoint has tensors, {files.Count()}"));
            return;
        }

        WrittenNetwork.Check(network.Encoder, network.Head, new WeightChecker(files, _problems));
    }

    private void CheckVocabulary(HuggingFaceConfig config, TextSettings text, ClassifierNetwork network, WeightFiles files, TextTokenizer? tokenizer)
    {
        var name = network.Encoder.Prefix + network.Encoder.WordEmbeddings;
        if (!files.TryFind("", name, out var words) || words.Shape.Length != 2)
        {
            return;
        }

        var rows = words.Shape[0];
        if (config.OptionalSize("vocab_size") is { } size && size > 0 && size != rows)
        {
            _problems.Error(BundleProblemCodes.VocabularySize, config.Path, "vocab_size", Invariant($"{size}"), Invariant($"{rows}, the rows of {name}"));
        }

        text.CheckVocabulary(tokenizer, rows, $"the rows of {name}");
    }
}
