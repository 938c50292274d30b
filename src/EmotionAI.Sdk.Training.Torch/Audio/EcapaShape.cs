namespace EmotionAI.Training.Torch.Audio;

/// <summary>Holds the sizes of SpeechBrain's <c>ECAPA_TDNN</c>, under the names of its arguments.</summary>
internal sealed record EcapaShape
{
    public required int InputSize { get; init; }

    public required IReadOnlyList<int> Channels { get; init; }

    public IReadOnlyList<int> KernelSizes { get; init; } = [5, 3, 3, 3, 1];

    public IReadOnlyList<int> Dilations { get; init; } = [1, 2, 3, 4, 1];

    public required int AttentionChannels { get; init; }

    public int Res2NetScale { get; init; } = 8;

    public int SeChannels { get; init; } = 128;

    public required int LinNeurons { get; init; }

    /// <summary>Gets the fewest frames: reflecting the ends needs more frames than it adds.</summary>
    public int LeastFrames => KernelSizes.Zip(Dilations, (kernel, dilation) => dilation * (kernel - 1) / 2).Max() + 1;

    public static EcapaShape Of(EcapaOptions options) => new()
    {
        InputSize = options.MelBands,
        Channels = [options.Channels, options.Channels, options.Channels, options.Channels, 3 * options.Channels],
        AttentionChannels = options.AttentionChannels,
        LinNeurons = options.EmbeddingSize,
    };
}
