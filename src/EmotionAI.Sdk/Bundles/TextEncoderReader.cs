using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.Heads;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks the encoder of a Hugging Face folder, with or without a classifier: configuration, tokenizer, weights. Labels do not matter.</summary>
internal sealed class TextEncoderReader
{
    private readonly FolderName _name;
    private readonly BundleLayout _layout;
    private readonly TextEncoderOptions _options;
    private readonly BundleProblems _problems;

    private TextEncoderReader(FolderName name, TextEncoderOptions options)
    {
        _name = name;
        _layout = BundleLayout.Find(name);
        _options = options;
        _problems = new BundleProblems(_layout.Directory);
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist.</exception>
    public static TextEncoderModel Read(string directory, TextEncoderOptions options) => new TextEncoderReader(new FolderName(directory, null), options).Read();

    /// <summary>Takes the encoder of a bundle that is open, with its weights.</summary>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is no text model with weights.</exception>
    public static TextEncoderModel Read(ModelBundle bundle, TextEncoderOptions options)
    {
        if (!bundle.IsUsable)
        {
            throw new ModelBundleException(bundle.Name, bundle.Problems);
        }

        if (bundle.Text is not { Network: WrittenNetwork { Encoder: ITextNetwork encoder } network } text)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is {bundle.Kind}; the vectors of texts come from a text model with weights.", bundle.Directory);
        }

        var problems = new BundleProblems(bundle.Directory);
        var sentences = SentenceSettings.Read(bundle.ModelDirectory, options.Limits, options.Pooling is not null, problems);
        if (problems.HasErrors)
        {
            throw new ModelBundleException(bundle.Name, problems.All);
        }

        var head = HeadOf(sentences, options, network.Head as IPooler);
        return new TextEncoderModel
        {
            ModelId = bundle.Metadata!.ModelId,
            Tokenizer = text.Tokenizer,
            MaxLength = Math.Min(text.MaxLength, sentences.MaxLength ?? int.MaxValue),
            Dimensions = encoder.HiddenSize,
            Head = head,
            Network = new OtherHeadNetwork(network, head, encoder.HiddenSize),
            Warnings = [.. bundle.Problems, .. problems.All],
        };
    }

    private TextEncoderModel Read()
    {
        StateDictionary? weights = null;
        try
        {
            if ((_layout.Kind == BundleKind.HuggingFaceText ? Read(ref weights) : Refuse()) is { } model)
            {
                return model;
            }

            GitLfsPointer.Replace(_layout, _problems);
            throw new ModelBundleException(_name, _problems.All);
        }
        catch
        {
            weights?.Dispose();
            throw;
        }
    }

    private TextEncoderModel? Refuse()
    {
        var found = _layout.Kind == BundleKind.Unknown ? $"holds no model; {FolderSurvey.Describe(_name)}." : "holds a speech model.";
        _problems.Sentence(BundleProblemCodes.NotAModel, _layout.Directory, found, "config.json with model.safetensors or pytorch_model.bin, and a tokenizer");
        return null;
    }

    private TextEncoderModel? Read(ref StateDictionary? weights)
    {
        var settings = InferenceSettingsReader.Read(_layout, _options.Limits, _problems);
        var names = ModelNames.Resolve(_layout, _options.Limits, settings, _problems);
        var sentences = SentenceSettings.Read(_layout.ModelDirectory, _options.Limits, _options.Pooling is not null, _problems);
        var config = HuggingFaceConfig.Read(_layout.ModelDirectory, _options.Limits, _problems);
        var tokenizer = _problems.Try(_layout.ModelDirectory, () => TextTokenizer.Load(_layout.ModelDirectory, _options.Limits));
        weights = _problems.Try(_layout.ModelDirectory, () => CheckpointFolder.Open(_layout.ModelDirectory, _options.Limits));
        if (config is null || ModelTypes.Find(Architectures.Text, config, _problems) is not { } architecture)
        {
            return null;
        }

        var network = architecture.Read(new ModelSource(config, TextSettings.DefaultNumLabels, _problems));
        if (network is null || weights is null)
        {
            return null;
        }

        var text = new TextSettings(_layout, _options.Limits, _problems, config);
        text.AddRemarks(tokenizer);
        var files = new WeightFiles(weights, architecture.Info.Prefix);
        var encoder = network.Encoder;
        var head = HeadOf(sentences, _options, PoolerOf(network, files));
        NetworkCheck.Check(config.Path, encoder, head, files, _problems);
        TextWeights.CheckVocabulary(config, text, encoder, files, tokenizer, _problems);
        var maxLength = text.MaxLength(settings, encoder.MaxLength, tokenizer);
        return _problems.HasErrors ? null : new TextEncoderModel
        {
            ModelId = names.Name,
            Tokenizer = tokenizer!,
            MaxLength = Math.Min(maxLength!.Value, settings.MaxLength is null ? sentences.MaxLength ?? int.MaxValue : int.MaxValue),
            Dimensions = encoder.HiddenSize,
            Head = head,
            Network = new WrittenNetwork(config.Text("model_type")!, files, encoder, head, encoder.HiddenSize),
            Warnings = _problems.All,
        };
    }

    /// <summary>Finds the trained layer behind the encoder: that of the classifier, or the pooler of a model without one.</summary>
    private static IPooler? PoolerOf(ClassifierNetwork network, WeightFiles files)
    {
        var own = $"{network.Encoder.Prefix}pooler.dense";
        return network.Head is ClassificationHead head && !files.TryFind("", $"{head.Dense}.weight", out _) && files.TryFind("", $"{own}.weight", out _)
            ? head with { Dense = own, Activation = "tanh" }
            : network.Head as IPooler;
    }

    private static EmbeddingHead HeadOf(SentenceSettings sentences, TextEncoderOptions options, IPooler? pooler)
    {
        var pooling = options.Pooling ?? sentences.Pooling ?? TextPooling.Mean;
        return pooling == TextPooling.Pooler && pooler is null
            ? throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The model has no layer for {nameof(TextPooling)}.{TextPooling.Pooler}; {TextPooling.Mean} and {TextPooling.FirstToken} are allowed.")
            : new EmbeddingHead(pooling, options.Normalize ?? sentences.Normalize ?? true, pooler);
    }
}
