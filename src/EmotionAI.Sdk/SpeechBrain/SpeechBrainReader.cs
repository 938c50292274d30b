namespace EmotionAI.SpeechBrain;

/// <summary>Puts a <see cref="SpeechBrainFolder"/> together part by part; a fault in one part does not hide those of the others.</summary>
internal sealed class SpeechBrainReader(string directory, EmotionLimits limits, ICollection<EmotionAIException> problems)
{
    private const double StandardScale = 30;

    private int _found;
    private FbankParameters? _features;
    private HyperValue? _normalizer;
    private NormalizationParameters? _normalization;
    private HyperValue? _encoder;
    private EcapaParameters? _embedding;
    private HyperValue? _head;
    private ClassifierParameters? _classifier;

    /// <summary>Reads the folder.</summary>
    /// <returns>The description; null where there were faults.</returns>
    public SpeechBrainFolder? Read()
    {
        if (Try(() => SpeechBrainFiles.Find(directory, limits)) is not { } path || Try(() => Load(path)) is not { } parameters)
        {
            return null;
        }

        var roles = new SpeechBrainRoles(parameters);
        if (Try(roles.RefuseOtherKinds) is null)
        {
            return null;
        }

        ReadObjects(roles, path);
        return ReadFiles(parameters, Path.GetDirectoryName(path)!);
    }

    private void ReadObjects(SpeechBrainRoles roles, string path)
    {
        _features = Try(() => FbankParameters.Read(roles.Arguments("compute_features", SpeechBrainClasses.Fbank)));
        _normalizer = Try(() => roles.Get("mean_var_norm"));
        _normalization = _normalizer is null ? null : Try(() => NormalizationParameters.Read(HyperArguments.Of(_normalizer, path, SpeechBrainClasses.InputNormalization)));
        _encoder = Try(() => roles.Get("embedding_model"));
        _embedding = _encoder is null ? null : Try(() => EcapaParameters.Read(HyperArguments.Of(_encoder, path, SpeechBrainClasses.Ecapa)));
        _head = Try(() => roles.Get("classifier"));
        _classifier = _head is null ? null : Try(() => ClassifierParameters.Read(_head, path));
    }

    private SpeechBrainFolder? ReadFiles(HyperParameters parameters, string folder)
    {
        var scale = _classifier is null ? null : Try(() => Scale(parameters, _classifier.Kind));
        var layout = Try(() => CheckpointLayout.Of(folder, parameters, limits));
        var embedding = layout is null || _encoder is null ? null : Try(() => layout.Find("embedding_model", _encoder));
        var classifier = layout is null || _head is null ? null : Try(() => layout.Find("classifier", _head));
        var statistics = layout is null || _normalization is not { Kind: NormalizationKind.Global } ? null : Try(() => layout.Find("normalizer", _normalizer!));
        var labelsPath = layout is null ? null : Try(layout.FindLabels);
        var labels = labelsPath is null ? null : Try(() => LabelEncoderFile.Read(labelsPath, limits));
        new SpeechBrainConsistency(parameters, Add).Check(_features, _embedding, _classifier, labels, labelsPath);
        return _found > 0 ? null : new SpeechBrainFolder
        {
            Directory = folder,
            HyperParametersPath = parameters.Path,
            Kind = SpeechBrainKind.EcapaClassifier,
            Interface = SpeechBrainFiles.Interface(folder, limits),
            CheckpointName = layout!.CheckpointName,
            Features = _features!,
            Normalization = _normalization! with { StatisticsPath = statistics },
            Embedding = _embedding!,
            Classifier = _classifier!,
            ScoreScale = scale!.Number,
            EmbeddingPath = embedding!,
            ClassifierPath = classifier!,
            Labels = labels!,
            LabelsPath = labelsPath!,
        };
    }

    private HyperParameters Load(string path) => HyperParameters.Load(path, Path.GetDirectoryName(path)!, limits);

    // The loss of a training yaml; a published folder has none, and every emotion recipe trains with 30.
    private static ScaleFactor Scale(HyperParameters parameters, ClassifierKind kind)
    {
        if (kind == ClassifierKind.Xvector)
        {
            return new ScaleFactor(1);
        }

        if (parameters.Find("compute_cost") is not { Kind: HyperValueKind.Instance } cost || cost.Text != SpeechBrainClasses.LogSoftmaxWrapper.Path)
        {
            return new ScaleFactor(StandardScale);
        }

        var loss = HyperArguments.Of(cost, parameters.Path, SpeechBrainClasses.LogSoftmaxWrapper).Find("loss_fn");
        var margin = SpeechBrainClasses.MarginLosses.FirstOrDefault(known => known.Path == loss?.Text);
        return new ScaleFactor(margin is null ? StandardScale : new HyperArguments(loss!, margin, parameters.Path).Number("scale", 1, 1e-3, 1e6));
    }

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (EmotionAIException e)
        {
            Add(e);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{directory}' cannot be read: {e.Message}", directory, innerException: e));
            return null;
        }
    }

    // One broken key that several parts need is one fault.
    private void Add(EmotionAIException problem)
    {
        _found++;
        if (problems.All(other => other.Message != problem.Message))
        {
            problems.Add(problem);
        }
    }

    private sealed record ScaleFactor(double Number);
}
