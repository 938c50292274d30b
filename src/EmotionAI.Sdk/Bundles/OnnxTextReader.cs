using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a text classifier that was exported to ONNX: <c>config.json</c>, the tokenizer and a model file, of whatever architecture.</summary>
internal sealed class OnnxTextReader
{
    private const string ModelType = ModelTypes.Key;
    private const string Positions = "max_position_embeddings";
    private const int LongestName = 64;
    private const int FewestTokens = 2;

    /// <summary>The most tokens of a text, whatever the settings say: nothing else bounds the buffers that are made for them.</summary>
    private const int MostTokens = 65_536;

    /// <summary>The architectures that count positions from behind the padding's id, so that the table has more rows than texts can have tokens.</summary>
    private static readonly string[] PaddedPositions =
        ["roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "roberta-prelayernorm", "data2vec-text", "longformer", "ibert", "luke", "xmod", "mpnet"];

    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;
    private readonly string _path;

    private OnnxTextReader(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        _layout = layout;
        _limits = limits;
        _problems = problems;
        _path = layout.OnnxPath!;
    }

    /// <summary>Tells whether the ONNX model of a text folder is what is read: there are no weights, or they are of an architecture that is not known.</summary>
    public static bool Claims(BundleLayout layout, EmotionLimits limits)
    {
        if (layout.OnnxPath is null || CheckpointFolder.Find(layout.ModelDirectory) is null)
        {
            return layout.OnnxPath is not null;
        }

        var config = HuggingFaceConfig.Read(layout.ModelDirectory, limits, new BundleProblems(layout.Directory));
        return config?.Text(ModelType) is { } modelType && Architectures.Text.Find(modelType) is null;
    }

    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static TextModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems) =>
        new OnnxTextReader(layout, limits, problems).Read(settings, modelId);

    private TextModel? Read(InferenceSettings settings, string modelId)
    {
        var config = HuggingFaceConfig.Read(_layout.ModelDirectory, _limits, _problems);
        var tokenizer = _problems.Try(_layout.ModelDirectory, () => TextTokenizer.Load(_layout.ModelDirectory, _limits));
        var model = OnnxSignature.Open(_path, _limits, _problems);
        var signature = model is null ? null : OnnxTextSignature.Read(model, _problems);
        if (config is null)
        {
            return null;
        }

        OnnxFiles.WarnOfIgnored([.. _layout.OnnxPaths.Skip(1)], _path, _layout, _problems);
        var text = new TextSettings(_layout, _limits, _problems, config);
        text.AddRemarks(tokenizer);
        WarnOfWeights(config);
        CheckPositionIds(config, signature);
        text.CheckVocabulary(tokenizer, config.OptionalSize("vocab_size"), $"vocab_size of {HuggingFaceConfig.FileName}");
        var name = ReadName(config);
        var outputs = signature?.Outputs;
        var labels = text.ReadLabels(outputs, "the second dimension of the model's output");
        if (labels is null && outputs is null && !_problems.HasErrors)
        {
            _problems.Error(BundleProblemCodes.KeyMissing, config.Path, "id2label", "nothing that names the outputs, whose number the model leaves open", "id2label, or labels.json");
        }

        var rule = text.ReadRule(modelId, labels, settings, ArchitectureReader.Read(config, TaskNames.Text, null, null, "", _problems));
        var maxLength = ReadMaxLength(text, config, settings, tokenizer);
        return _problems.HasErrors ? null : new TextModel
        {
            Tokenizer = tokenizer!,
            MaxLength = maxLength!.Value,
            Familiarity = settings.Familiarity?.Value,
            Rule = rule!,
            Network = new OnnxFileNetwork(name, Path.GetFullPath(_path), signature!.Inputs, signature.Output, rule!.Labels.Count),
        };
    }

    /// <summary>Reads the architecture's name, which becomes a part of the kind of the bundle.</summary>
    private string ReadName(HuggingFaceConfig config)
    {
        const string byDefault = "text";
        if (config.Text(ModelType) is not { } name)
        {
            return byDefault;
        }

        if (name.Length is > 0 and <= LongestName && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return name;
        }

        _problems.Error(BundleProblemCodes.ValueInvalid, config.Path, ModelType, JsonFile.Describe(config.Root.GetProperty(ModelType)), Invariant($"letters, digits and hyphens, at most {LongestName}"));
        return byDefault;
    }

    private void WarnOfWeights(HuggingFaceConfig config)
    {
        if (CheckpointFolder.Find(_layout.ModelDirectory) is { } weights)
        {
            var name = Path.GetFileName(_path);
            _problems.Warning(BundleProblemCodes.ValueOverridden, weights, "", $"weights of model_type '{config.Text(ModelType)}', which is not read", $"'{name}' is read in their place; weights are read for {string.Join(", ", Architectures.Text.ModelTypes())}");
        }
    }

    private void CheckPositionIds(HuggingFaceConfig config, OnnxTextSignature? signature)
    {
        if (HasPaddedPositions(config) && signature?.Inputs.FirstOrDefault(input => input.Role == InputRole.PositionIds) is { Name.Length: > 0 } input)
        {
            _problems.Error(BundleProblemCodes.ModelSignature, _path, input.Name, $"an input, in a model of model_type '{config.Text(ModelType)}'", "a model that counts its positions itself: they begin behind the padding's id; export it without this input");
        }
    }

    private int? ReadMaxLength(TextSettings text, HuggingFaceConfig config, InferenceSettings settings, TextTokenizer? tokenizer)
    {
        var rows = config.OptionalSize(Positions) ?? config.OptionalSize("n_positions");
        if (rows is null && settings.MaxLength is null && tokenizer is { ModelMaxLength: null })
        {
            _problems.Error(BundleProblemCodes.KeyMissing, config.Path, Positions, "nothing, nor model_max_length of the tokenizer", "the largest number of tokens, or \"max_length\" in inference_config.json");
            return null;
        }

        var positions = Math.Min(OfArchitecture(config) ?? (rows ?? MostTokens) - (HasPaddedPositions(config) ? new ModelSource(config, 1, _problems).Count("pad_token_id", 1) + 1L : 0), MostTokens);
        if (positions >= FewestTokens || rows == 0)
        {
            return text.MaxLength(settings, (int)positions, tokenizer);
        }

        _problems.Error(BundleProblemCodes.ValueInvalid, config.Path, Positions, Invariant($"{rows}"), Invariant($"room for {FewestTokens} tokens or more{(HasPaddedPositions(config) ? " behind the padding's id, where positions begin" : "")}"));
        return null;
    }

    /// <summary>Gives the length by the rules of an architecture that is known, such as those whose positions have no table; null for another.</summary>
    private long? OfArchitecture(HuggingFaceConfig config)
    {
        var aside = new BundleProblems(_layout.Directory);
        var source = new ModelSource(new HuggingFaceConfig(config.Root, config.Path, aside), TextSettings.DefaultNumLabels, aside);
        return Architectures.Text.Find(config.Text(ModelType))?.Read(source)?.Encoder.MaxLength;
    }

    private static bool HasPaddedPositions(HuggingFaceConfig config) => PaddedPositions.Contains(config.Text(ModelType));
}
