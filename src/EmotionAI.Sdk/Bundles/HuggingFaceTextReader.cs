using System.Text.Json;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs.Bert;
using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a Hugging Face text classifier: configuration, labels, tokenizer, weights.</summary>
internal sealed class HuggingFaceTextReader
{
    private const string WordEmbeddings = "bert.embeddings.word_embeddings.weight";
    private const string HeadWeight = "classifier.weight";
    private const int DefaultNumLabels = 2;

    private static readonly string[] SupportedModelTypes = ["bert"];

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
        if (config is not null && !IsSupported(config))
        {
            return null;
        }

        var tokenizer = _problems.Try(_layout.ModelDirectory, () => TextTokenizer.Load(_layout.ModelDirectory, _limits));
        using var weights = _problems.Try(_layout.ModelDirectory, () => CheckpointFolder.Open(_layout.ModelDirectory, _limits));
        if (config is null)
        {
            return null;
        }

        var outputs = weights is not null && weights.TryGet(HeadWeight, out var head) && head.Shape.Length == 2 ? (int)head.Shape[0] : (int?)null;
        var labels = ReadLabels(config, outputs);
        var bert = BertConfigReader.Read(config, outputs ?? labels?.Count ?? DefaultNumLabels, _problems);
        if (bert is not null && weights is not null)
        {
            CheckWeights(config, bert, weights);
            CheckVocabulary(config, weights, tokenizer);
        }

        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, ReadProblemType(config), DefaultProblemType(labels), config.Path, 1, _problems);
        var maxLength = bert is null ? null : MaxLength(settings, bert, tokenizer);
        return _problems.HasErrors ? null : new TextModel
        {
            Tokenizer = tokenizer!,
            MaxLength = maxLength!.Value,
            Rule = rule!,
            OpenSession = threads => OpenSession(_layout.ModelDirectory, bert!, _limits, threads),
        };
    }

    /// <summary>Gives what the pipeline of transformers does where no <c>problem_type</c> is set: sigmoid for one label, softmax for more.</summary>
    private static ProblemType DefaultProblemType(EmotionLabels labels) => labels.Count == 1 ? ProblemType.MultiLabel : ProblemType.SingleLabel;

    private static OnnxSession OpenSession(string directory, BertConfig config, EmotionLimits limits, int? threads)
    {
        using var weights = CheckpointFolder.Open(directory, limits);
        return OnnxSession.Create(BertGraph.Build(config, weights), config.NumLabels, threads);
    }

    private bool IsSupported(HuggingFaceConfig config)
    {
        var modelType = config.Text("model_type");
        if (!SupportedModelTypes.Contains(modelType))
        {
            _problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, "model_type", modelType is null ? "nothing" : $"'{modelType}'", $"{string.Join(", ", SupportedModelTypes)} for text; speech as a SpeechBrain folder, or as model.onnx with preprocessor_config.json");
            return false;
        }

        if (_layout.OnnxPath is not null && CheckpointFolder.Find(_layout.ModelDirectory) is null)
        {
            _problems.Error(EmotionErrorCodes.FormatUnsupported, _layout.OnnxPath, "", "a text model as ONNX only", "model.safetensors or pytorch_model.bin beside config.json");
            return false;
        }

        return true;
    }

    private EmotionLabels? ReadLabels(HuggingFaceConfig config, int? outputs)
    {
        string[]? own;
        var key = "id2label";
        if (config.Root.TryGetProperty(key, out var map) && map.ValueKind == JsonValueKind.Object)
        {
            own = LabelsReader.ReadIndexed(map, config.Path, key, _problems);
            if (own is null)
            {
                return null;
            }
        }
        else
        {
            key = "num_labels";
            var count = config.OptionalSize(key) ?? DefaultNumLabels;
            if (outputs is { } rows && count != rows)
            {
                _problems.Error(BundleProblemCodes.LabelCount, config.Path, key, $"{count} labels", $"{rows}, the number of outputs (rows of {HeadWeight})");
                return null;
            }

            // Without a head nothing justifies the number, and the missing head is a problem already.
            own = outputs is null || _layout.SettingsFiles(LabelsReader.FileName).Any() ? null : [.. Enumerable.Range(0, count).Select(index => $"LABEL_{index}")];
        }

        return LabelsResolver.Resolve(_layout, _limits, _problems, own, config.Path, key, outputs);
    }

    private ProblemType? ReadProblemType(HuggingFaceConfig config)
    {
        if (!config.Root.TryGetProperty("problem_type", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var problemType = InferenceSettingsReader.ParseProblemType(JsonFile.Text(value));
        if (problemType is null)
        {
            _problems.Error(BundleProblemCodes.ActivationUnknown, config.Path, "problem_type", JsonFile.Describe(value), "multi_label_classification, single_label_classification or regression");
        }

        return problemType;
    }

    private void CheckWeights(HuggingFaceConfig config, BertConfig bert, StateDictionary weights)
    {
        if (!weights.Contains(HeadWeight) && config.Root.TryGetProperty("architectures", out var architectures) && architectures.ValueKind == JsonValueKind.Array
            && architectures.EnumerateArray().Select(JsonFile.Text).FirstOrDefault() is { } architecture && !architecture.EndsWith("ForSequenceClassification", StringComparison.Ordinal))
        {
            _problems.Error(BundleProblemCodes.TaskUnsupported, config.Path, "architectures", $"'{architecture}', which has no classifier", "…ForSequenceClassification, with classifier.weight in the checkpoint");
        }

        if (bert.NumHiddenLayers > weights.Count)
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, config.Path, "num_hidden_layers", $"{bert.NumHiddenLayers}", $"no more layers than the checkpoint has tensors, {weights.Count}");
            return;
        }

        TensorValidator.Check(
            BertTensors.Requirements(bert),
            (string name, out CheckpointTensor tensor) => BertTensors.TryFind(weights, name, out tensor),
            weights.Tensors.FirstOrDefault()?.File.Path ?? _layout.ModelDirectory,
            _problems);
    }

    private void CheckVocabulary(HuggingFaceConfig config, StateDictionary weights, TextTokenizer? tokenizer)
    {
        if (!BertTensors.TryFind(weights, WordEmbeddings, out var words) || words.Shape.Length != 2)
        {
            return;
        }

        var rows = words.Shape[0];
        if (config.OptionalSize("vocab_size") is { } size && size > 0 && size != rows)
        {
            _problems.Error(BundleProblemCodes.VocabularySize, config.Path, "vocab_size", $"{size}", $"{rows}, the rows of {WordEmbeddings}");
        }

        if (tokenizer is not null && tokenizer.VocabularySize > rows)
        {
            _problems.Error(BundleProblemCodes.VocabularySize, tokenizer.VocabularyPath, "", $"tokens up to id {tokenizer.VocabularySize - 1}", $"ids below {rows}, the rows of {WordEmbeddings}");
        }
    }

    private int? MaxLength(InferenceSettings settings, BertConfig bert, TextTokenizer? tokenizer)
    {
        if (settings.MaxLength is not { } set)
        {
            return Math.Min(tokenizer?.ModelMaxLength ?? int.MaxValue, bert.MaxPositionEmbeddings);
        }

        if (set.Value <= bert.MaxPositionEmbeddings)
        {
            return set.Value;
        }

        _problems.Error(BundleProblemCodes.LengthTooLong, set.Path, set.Key, $"{set.Value}", $"at most {bert.MaxPositionEmbeddings}, the positions of the model");
        return null;
    }
}
