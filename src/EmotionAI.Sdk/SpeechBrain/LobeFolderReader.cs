namespace EmotionAI.SpeechBrain;

/// <summary>Puts a <see cref="LobeFolder"/> together part by part.</summary>
internal sealed class LobeFolderReader(HyperParameters parameters, SpeechBrainRoles roles, EmotionLimits limits, SpeechBrainFaults faults)
{
    private const string PoolingRole = "avg_pool";
    private const string HeadRole = "output_mlp";
    private const int StandardRate = 16_000;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder that holds <c>hyperparams.yaml</c>.</param>
    /// <param name="encoder">The lobe.</param>
    /// <returns>The description; null where there were faults.</returns>
    public LobeFolder? Read(string folder, HyperValue encoder)
    {
        var path = parameters.Path;
        var lobe = faults.Try(() => LobeParameters.Read(encoder, path));
        var pool = faults.Try(() => roles.Get(PoolingRole));
        var isFrames = pool?.Text == SpeechBrainClasses.FramePooling.Path;
        var pooling = pool is null || isFrames ? null : faults.Try(() => StatisticsParameters.Read(pool, path));
        var window = isFrames ? faults.Try(() => FrameParameters.Read(pool!, path)) : null;
        var head = faults.Try(() => roles.Get(HeadRole));
        var linear = head is null ? null : faults.Try(() => LinearParameters.Read(head, path));
        var normalization = faults.Try(ReadNormalization);
        var rate = faults.Try(ReadRate);
        var layout = faults.Try(() => CheckpointLayout.Of(folder, parameters, limits));
        var encoderPath = layout is null ? null : faults.Try(() => layout.Find(encoder.Name, encoder));
        var place = head is null ? null : faults.Try(() => PlaceOf(head));
        var headPath = layout is null || place is null ? null : faults.Try(() => layout.Find(place.Role, place.Holder));
        var labelsPath = layout is null ? null : faults.Try(layout.FindLabels);
        var labels = labelsPath is null ? null : faults.Try(() => LabelEncoderFile.Read(labelsPath, limits));
        return faults.Count > 0 ? null : new LobeFolder
        {
            Directory = folder,
            HyperParametersPath = path,
            Interface = SpeechBrainFiles.Interface(folder, limits),
            CheckpointName = layout!.CheckpointName,
            Rate = rate!.Hertz,
            Lobe = lobe!,
            RemovesMean = normalization is not null,
            Pooling = pooling,
            Frames = window?.Window,
            Head = linear!,
            EncoderPath = encoderPath!,
            ConfigDirectory = EncoderConfig.Find(folder, lobe!),
            HeadPath = headPath!,
            HeadName = place!.Name,
            ScoreScale = 1,
            Labels = labels!,
            LabelsPath = labelsPath!,
        };
    }

    /// <summary>Reads the normalization of the samples, where the modules have one; a recipe may define one that nothing uses.</summary>
    private NormalizationParameters? ReadNormalization()
    {
        if (parameters.Find("modules")?.Find("input_norm") is not { } value)
        {
            return null;
        }

        var arguments = HyperArguments.Of(value, parameters.Path, SpeechBrainClasses.InputNormalization);
        var normalization = NormalizationParameters.Read(arguments);
        return normalization is { Kind: NormalizationKind.Sentence, DividesByDeviation: false }
            ? normalization
            : throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name} of samples: norm_type sentence with std_norm off is supported.");
    }

    private Rate ReadRate()
    {
        const int lowest = 100;
        const int highest = 768_000;
        var value = parameters.Find("sample_rate")?.Require();
        return value switch
        {
            null or { Kind: HyperValueKind.Null } => new Rate(StandardRate),
            { Kind: HyperValueKind.Integer, Integer: >= lowest and <= highest } => new Rate((int)value.Integer),
            _ => throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{parameters.Path}': sample_rate is {value.Describe()}; an integer from {lowest} to {highest} is expected."), parameters.Path),
        };
    }

    /// <summary>Finds the object that the head is saved in: a list of modules that holds it, or itself.</summary>
    private HeadPlace PlaceOf(HyperValue head)
    {
        foreach (var key in parameters.Keys)
        {
            if (parameters.Find(key) is not { Kind: HyperValueKind.Instance, Text: SpeechBrainClasses.ModuleList, Count: 1 } list || list.Item(0) is not { Kind: HyperValueKind.Sequence } modules)
            {
                continue;
            }

            for (var i = 0; i < modules.Count; i++)
            {
                if (ReferenceEquals(modules.Item(i).Node, head.Node))
                {
                    return new HeadPlace(key, list, Invariant($"{i}.w"));
                }
            }
        }

        return new HeadPlace(HeadRole, head, "w");
    }

    private sealed record HeadPlace(string Role, HyperValue Holder, string Name);

    private sealed record Rate(int Hertz);
}
