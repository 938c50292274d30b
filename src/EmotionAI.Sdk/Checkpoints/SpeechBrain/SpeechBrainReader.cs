namespace EmotionAI.Checkpoints.SpeechBrain;

/// <summary>Puts a <see cref="SpeechBrainFolder"/> together part by part; a fault in one part does not hide those of the others.</summary>
internal sealed class SpeechBrainReader(string directory, EmotionLimits limits, ICollection<EmotionAIException> problems)
{
    private const double StandardScale = 30;

    /// <summary>Reads the folder.</summary>
    /// <returns>The description; null where there were faults.</returns>
    public SpeechBrainFolder? Read()
    {
        var before = problems.Count;
        if (Try(() => SpeechBrainFiles.Find(directory, limits)) is not { } path || Try(() => Load(path)) is not { } parameters)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(path)!;
        var roles = new SpeechBrainRoles(parameters);
        if (Try(roles.RefuseOtherKinds) is null)
        {
            return null;
        }

        var features = Try(() => FbankParameters.Read(roles.Arguments("compute_features", SpeechBrainClasses.Fbank)));
        var normalizer = Try(() => roles.Get("mean_var_norm"));
        var normalization = normalizer is null ? null : Try(() => NormalizationParameters.Read(HyperArguments.Of(normalizer, path, SpeechBrainClasses.InputNormalization)));
        var encoder = Try(() => roles.Get("embedding_model"));
        var embedding = encoder is null ? null : Try(() => EcapaParameters.Read(HyperArguments.Of(encoder, path, SpeechBrainClasses.Ecapa)));
        var head = Try(() => roles.Get("classifier"));
        var classifier = head is null ? null : Try(() => ClassifierParameters.Read(head, path));
        var scale = classifier is null ? null : Try(() => Scale(parameters, classifier.Kind));
        var layout = Try(() => CheckpointLayout.Of(folder, parameters, limits));
        var embeddingPath = layout is null || encoder is null ? null : Try(() => layout.Find("embedding_model", encoder));
        var classifierPath = layout is null || head is null ? null : Try(() => layout.Find("classifier", head));
        if (layout is not null && normalization is { Kind: NormalizationKind.Global })
        {
            normalization = normalization with { StatisticsPath = Try(() => layout.Find("normalizer", normalizer!)) };
        }

        var labelsPath = layout is null ? null : Try(layout.FindLabels);
        var labels = labelsPath is null ? null : Try(() => LabelEncoderFile.Read(labelsPath, limits));
        new SpeechBrainConsistency(parameters, problems).Check(features, embedding, classifier, labels, labelsPath);
        return problems.Count > before ? null : new SpeechBrainFolder
        {
            Directory = folder,
            HyperParametersPath = path,
            Kind = SpeechBrainKind.EcapaClassifier,
            Interface = SpeechBrainFiles.Interface(folder, limits),
            CheckpointName = layout!.CheckpointName,
            Features = features!,
            Normalization = normalization!,
            Embedding = embedding!,
            Classifier = classifier!,
            ScoreScale = scale!.Number,
            EmbeddingPath = embeddingPath!,
            ClassifierPath = classifierPath!,
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
        if (problems.All(other => other.Message != problem.Message))
        {
            problems.Add(problem);
        }
    }

    private sealed record ScaleFactor(double Number);
}
