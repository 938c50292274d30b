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
        var architecture = config is null ? null : ModelTypes.Find(Architectures.Text, config, _problems);
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

    private TextModel? Read(InferenceSettings settings, string modelId, HuggingFaceConfig config, ITextArchitecture architecture, TextTokenizer? tokenizer, StateDictionary? weights)
    {
        var headWeight = architecture.Info.HeadWeight;
        var text = new TextSettings(_layout, _limits, _problems, config);
        var files = weights is null ? null : new WeightFiles(weights, architecture.Info.Prefix);
        var outputs = files is not null && files.TryFind("", headWeight, out var head) && head.Shape.Length == 2 ? (int)head.Shape[0] : (int?)null;
        var labels = text.ReadLabels(outputs, $"rows of {headWeight}");
        var network = architecture.Read(new ModelSource(config, outputs ?? labels?.Count ?? TextSettings.DefaultNumLabels, _problems));
        if (network is not null && files is not null)
        {
            NetworkCheck.Check(config.Path, network.Encoder, network.Head, files, _problems);
            TextWeights.CheckVocabulary(config, text, network.Encoder, files, tokenizer, _problems);
        }

        text.AddRemarks(tokenizer);
        var rule = text.ReadRule(modelId, labels, settings, ArchitectureReader.Read(config, TaskNames.Text, weights, files, headWeight, _problems));
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
}
