namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN</c>, SpeechBrain's defaults filled in.</summary>
internal sealed record EcapaParameters : EmbeddingParameters
{
    /// <summary>Gets the widths: of the first convolution, of each SE-Res2Net block, and of the aggregation.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    public required IReadOnlyList<int> Groups { get; init; }

    public required int AttentionChannels { get; init; }

    public required int Res2NetScale { get; init; }

    public required int SeChannels { get; init; }

    public required bool GlobalContext { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">One is of the wrong type or range, or two do not fit together.</exception>
    public static EcapaParameters Read(HyperArguments arguments)
    {
        var activation = arguments.Find("activation");
        var result = new EcapaParameters
        {
            InputSize = arguments.Integer("input_size", null),
            LinNeurons = arguments.Integer("lin_neurons", 192),
            Activation = activation is null ? Activation.Relu : Activation.Read(activation, arguments.File),
            Channels = arguments.Integers("channels", [512, 512, 512, 512, 1536]),
            KernelSizes = arguments.Integers("kernel_sizes", [5, 3, 3, 3, 1], 1, 1023),
            Dilations = arguments.Integers("dilations", [1, 2, 3, 4, 1], 1, 1023),
            Groups = arguments.Integers("groups", [1, 1, 1, 1, 1]),
            AttentionChannels = arguments.Integer("attention_channels", 128),
            Res2NetScale = arguments.Integer("res2net_scale", 8, 2),
            SeChannels = arguments.Integer("se_channels", 128),
            GlobalContext = arguments.Truth("global_context", true),
        };
        result.Check(arguments);
        return result;
    }

    private void Check(HyperArguments arguments)
    {
        var count = Channels.Count;
        if (count < 3 || KernelSizes.Count != count || Dilations.Count != count || Groups.Count < count)
        {
            throw arguments.Wrong(
                EmotionErrorCodes.FormatInvalid,
                Invariant($"{arguments.Name}: channels, kernel_sizes, dilations and groups have {count}, {KernelSizes.Count}, {Dilations.Count} and {Groups.Count} items; the same number, at least 3, is expected."));
        }

        for (var i = 1; i < count - 1; i++)
        {
            if (Channels[i] % Res2NetScale != 0)
            {
                throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, Invariant($"{arguments.Name}: channels[{i}] is {Channels[i]}, no multiple of res2net_scale {Res2NetScale}."));
            }
        }
    }
}
