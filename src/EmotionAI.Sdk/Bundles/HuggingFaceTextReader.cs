using System.Text.Json;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a Hugging Face text classifier: configuration, labels, tokenizer, weights.</summary>
internal sealed class HuggingFaceTextReader
{
    private const string NumLabels = "num_labels";
    private const int DefaultNumLabels = 2;

    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;
    private string _headWeight = "";

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
        _headWeight = architecture.Info.HeadWeight;
        var files = weights is null ? null : new WeightFiles(weights, architecture.Info.Prefix);
        var outputs = files is not null && files.TryFind("", _headWeight, out var head) && head.Shape.Length == 2 ? (int)head.Shape[0] : (int?)null;
        var labels = ReadLabels(config, outputs);
        var network = architecture.Read(new ModelSource(config, outputs ?? labels?.Count ?? DefaultNumLabels, _problems));
        if (network is not null && files is not null)
        {
            CheckWeights(config, network, files);
            CheckVocabulary(config, network, files, tokenizer);
        }

        foreach (var remark in tokenizer?.Remarks ?? [])
        {
            _problems.Warning(remark.Code, remark.Path, remark.Key, remark.Found, remark.Allowed);
        }

        var byName = ArchitectureReader.Read(config, weights, files, _headWeight, _problems);
        var problemType = ReadProblemType(config);
        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, problemType, byName ?? DefaultProblemType(labels), config.Path, 1, _problems);
        if (rule is not null && problemType is null && settings.ProblemType is null && settings.Activation is null)
        {
            WarnOfDefault(config, rule, byName is not null);
        }

        var maxLength = network is null ? null : MaxLength(settings, network.Encoder, tokenizer);
        return _problems.HasErrors ? null : new TextModel
        {
            Tokenizer = tokenizer!,
            MaxLength = maxLength!.Value,
            Familiarity = settings.Familiarity?.Value,
            Rule = rule!,
            Network = new WrittenNetwork(config.Text("model_type")!, files!, network!.Encoder, network.Head, rule!.Labels.Count),
        };
    }

    /// <summary>Gives what the pipeline of transformers does where no <c>problem_type</c> is set: sigmoid for one label, softmax for more.</summary>
    private static ProblemType DefaultProblemType(EmotionLabels labels) => labels.Count == 1 ? ProblemType.MultiLabel : ProblemType.SingleLabel;

    /// <summary>Tells how the scores are made where no setting says so and it is not plain: several labels may be a choice, or each true or not.</summary>
    private void WarnOfDefault(HuggingFaceConfig config, DecisionRule rule, bool isByName)
    {
        if (isByName)
        {
            _problems.Warning(BundleProblemCodes.KeyMissing, config.Path, "problem_type", "nothing; 'MultiLabel' in architectures", "sigmoid is taken; write \"problem_type\": \"multi_label_classification\" to say so");
        }
        else if (rule.Labels.Count > 2)
        {
            _problems.Warning(BundleProblemCodes.KeyMissing, config.Path, "problem_type", $"nothing, with {rule.Labels.Count} labels", "softmax is taken, as by transformers; write \"problem_type\": \"single_label_classification\" to say so, or \"problem_type\": \"multi_label_classification\" where a text can have several labels");
        }
    }

    private IArchitecture? FindArchitecture(HuggingFaceConfig config)
    {
        var modelType = config.Text("model_type");
        if (Architectures.Find(modelType) is not { } architecture)
        {
            _problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, "model_type", modelType is null ? "nothing" : $"'{modelType}'", $"{string.Join(", ", Architectures.TextModelTypes)} for text; speech as a SpeechBrain folder, or as model.onnx with preprocessor_config.json");
            return null;
        }

        if (_layout.OnnxPath is not null && CheckpointFolder.Find(_layout.ModelDirectory) is null)
        {
            _problems.Error(EmotionErrorCodes.FormatUnsupported, _layout.OnnxPath, "", "a text model as ONNX only", "model.safetensors or pytorch_model.bin beside config.json");
            return null;
        }

        return architecture;
    }

    private EmotionLabels? ReadLabels(HuggingFaceConfig config, int? outputs)
    {
        var own = LabelsReader.ReadConfig(config, _problems, out var key);
        if (own is null && key.Length > 0)
        {
            return null;
        }

        if (own is null && !_layout.SettingsFiles(LabelsReader.FileName).Any())
        {
            key = NumLabels;
            own = MakeLabels(config, outputs);
            if (own is null)
            {
                return null;
            }
        }

        return LabelsResolver.Resolve(_layout, _limits, _problems, own, config.Path, key, outputs, $"rows of {_headWeight}");
    }

    /// <summary>Makes the labels of transformers where none is named: LABEL_0 and so on, two if not said otherwise.</summary>
    private string[]? MakeLabels(HuggingFaceConfig config, int? outputs)
    {
        var given = config.OptionalSize(NumLabels);
        if (given == 0 || outputs is null)
        {
            return null;
        }

        if ((given ?? DefaultNumLabels) == outputs)
        {
            return [.. Enumerable.Range(0, outputs.Value).Select(index => Invariant($"LABEL_{index}"))];
        }

        var (key, found) = given is null ? ("", "nothing that names the labels: no id2label, label2id or num_labels, and no labels.json") : (NumLabels, Invariant($"{given} labels"));
        _problems.Error(BundleProblemCodes.LabelCount, config.Path, key, found, Invariant($"{outputs}, the number of outputs (rows of {_headWeight}), named in index order: \"id2label\": {{\"0\": \"…\", …}} in config.json, or labels.json"));
        return null;
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

    private void CheckWeights(HuggingFaceConfig config, ClassifierNetwork network, WeightFiles files)
    {
        foreach (var layers in network.Encoder.Layers.Where(layers => layers.Count > files.Count()))
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, config.Path, layers.Key, Invariant($"{layers.Count}"), Invariant($"no more layers than the checkpoint has tensors, {files.Count()}"));
            return;
        }

        WrittenNetwork.Check(network.Encoder, network.Head, new WeightChecker(files, _problems));
    }

    private void CheckVocabulary(HuggingFaceConfig config, ClassifierNetwork network, WeightFiles files, TextTokenizer? tokenizer)
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

        if (tokenizer is not null && tokenizer.VocabularySize > rows)
        {
            _problems.Error(BundleProblemCodes.VocabularySize, tokenizer.VocabularyPath, "", Invariant($"'{tokenizer.TokenOf(tokenizer.VocabularySize - 1)}' with id {tokenizer.VocabularySize - 1}"), Invariant($"ids below {rows}, the rows of {name}"));
        }
    }

    private int? MaxLength(InferenceSettings settings, ITextNetwork encoder, TextTokenizer? tokenizer)
    {
        if (settings.MaxLength is not { } set)
        {
            return Math.Min(tokenizer?.ModelMaxLength ?? int.MaxValue, encoder.MaxLength);
        }

        if (set.Value <= encoder.MaxLength)
        {
            return set.Value;
        }

        _problems.Error(BundleProblemCodes.LengthTooLong, set.Path, set.Key, Invariant($"{set.Value}"), Invariant($"at most {encoder.MaxLength}, the positions of the model"));
        return null;
    }
}
