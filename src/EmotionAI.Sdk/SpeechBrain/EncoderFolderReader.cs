namespace EmotionAI.SpeechBrain;

/// <summary>Puts an <see cref="EncoderFolder"/> together part by part.</summary>
internal sealed class EncoderFolderReader(HyperParameters parameters, SpeechBrainRoles roles, EmotionLimits limits, SpeechBrainFaults faults)
{
    private const double StandardScale = 30;

    private FbankParameters? _features;
    private HyperValue? _normalizer;
    private NormalizationParameters? _normalization;
    private HyperValue? _encoder;
    private EmbeddingParameters? _embedding;
    private HyperValue? _head;
    private ClassifierParameters? _classifier;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder that holds <c>hyperparams.yaml</c>.</param>
    /// <returns>The description; null where there were faults.</returns>
    public EncoderFolder? Read(string folder)
    {
        ReadObjects();
        return ReadFiles(folder);
    }

    private void ReadObjects()
    {
        var path = parameters.Path;
        _features = faults.Try(() => FbankParameters.Read(roles.Arguments("compute_features", SpeechBrainClasses.Fbank)));
        _normalizer = faults.Try(() => roles.Get("mean_var_norm"));
        _normalization = _normalizer is null ? null : faults.Try(() => NormalizationParameters.Read(HyperArguments.Of(_normalizer, path, SpeechBrainClasses.InputNormalization)));
        _encoder = faults.Try(() => roles.Get("embedding_model"));
        _embedding = _encoder is null ? null : faults.Try(() => EmbeddingParameters.Read(_encoder, path));
        _head = faults.Try(() => roles.Get("classifier"));
        _classifier = _head is null ? null : faults.Try(() => ClassifierParameters.Read(_head, path));
    }

    private EncoderFolder? ReadFiles(string folder)
    {
        var scale = _classifier is null ? null : faults.Try(() => Scale(parameters, _classifier.Kind));
        var layout = faults.Try(() => CheckpointLayout.Of(folder, parameters, limits));
        var embedding = layout is null || _encoder is null ? null : faults.Try(() => layout.Find("embedding_model", _encoder));
        var classifier = layout is null || _head is null ? null : faults.Try(() => layout.Find("classifier", _head));
        var statistics = layout is null || _normalization is not { Kind: NormalizationKind.Global } ? null : faults.Try(() => layout.Find("normalizer", _normalizer!));
        var labelsPath = layout is null ? null : faults.Try(layout.FindLabels);
        var labels = labelsPath is null ? null : faults.Try(() => LabelEncoderFile.Read(labelsPath, limits));
        new SpeechBrainConsistency(parameters, faults.Add).Check(_features, _embedding, _classifier, labels, labelsPath);
        return faults.Count > 0 ? null : new EncoderFolder
        {
            Directory = folder,
            HyperParametersPath = parameters.Path,
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

    private sealed record ScaleFactor(double Number);
}
