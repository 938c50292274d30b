namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.lobes.models.Xvector.Xvector</c>, SpeechBrain's defaults filled in.</summary>
internal sealed record XvectorParameters : EmbeddingParameters
{
    private const int MostBlocks = 64;

    /// <summary>Gets the widths of the convolutions.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">One is of the wrong type or range, or two do not fit together.</exception>
    public static XvectorParameters Read(HyperArguments arguments)
    {
        var activation = arguments.Find("activation");
        var blocks = arguments.Integer("tdnn_blocks", 5, 1, MostBlocks);
        var channels = arguments.Integers("tdnn_channels", [512, 512, 512, 512, 1500]);
        var kernels = arguments.Integers("tdnn_kernel_sizes", [5, 3, 3, 1, 1], 1, 1023);
        var dilations = arguments.Integers("tdnn_dilations", [1, 2, 3, 1, 1], 1, 1023);
        if (channels.Length < blocks || kernels.Length < blocks || dilations.Length < blocks)
        {
            throw arguments.Wrong(
                EmotionErrorCodes.FormatInvalid,
                Invariant($"{arguments.Name}: tdnn_channels, tdnn_kernel_sizes and tdnn_dilations have {channels.Length}, {kernels.Length} and {dilations.Length} items; at least tdnn_blocks, {blocks}, are expected."));
        }

        return new XvectorParameters
        {
            InputSize = arguments.Integer("in_channels", 40),
            LinNeurons = arguments.Integer("lin_neurons", 512),
            Activation = activation is null ? Activation.LeakyRelu : Activation.Read(activation, arguments.File),
            Channels = channels[..blocks],
            KernelSizes = kernels[..blocks],
            Dilations = dilations[..blocks],
        };
    }
}
