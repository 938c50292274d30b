using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>The convolutions that turn samples into frames: <c>[batch, 1, samples] → [batch, frames, channels]</c>.</summary>
/// <remarks>Follows <c>Wav2Vec2FeatureEncoder</c> of transformers. Its normalizations have the epsilon of torch, whatever <c>layer_norm_eps</c> says.</remarks>
internal sealed record ConvolutionStack
{
    private const float Epsilon = 1e-5f;

    /// <summary>Gets the widths, layer by layer.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    public required IReadOnlyList<int> Kernels { get; init; }

    public required IReadOnlyList<int> Strides { get; init; }

    public required bool HasBias { get; init; }

    /// <summary>Gets a value indicating whether every layer normalizes each frame; else the first one normalizes each channel over time.</summary>
    public required bool NormalizesFrames { get; init; }

    public required string Activation { get; init; }

    /// <summary>Gets the width of a frame.</summary>
    public int Width => Channels[^1];

    /// <summary>Gives the fewest samples that make so many frames.</summary>
    public long SamplesOf(int frames)
    {
        var samples = (long)frames;
        for (var i = Kernels.Count - 1; i >= 0 && samples < int.MaxValue; i--)
        {
            samples = ((samples - 1) * Strides[i]) + Kernels[i];
        }

        return samples;
    }

    public string Write(NetworkWriter writer, string samples)
    {
        var graph = writer.Graph;
        var x = samples;
        for (var i = 0; i < Channels.Count; i++)
        {
            var layer = writer.At(Invariant($"conv_layers.{i}."));
            x = Convolve(layer, x, i);
            if (NormalizesFrames)
            {
                x = layer.LayerNorm(graph.Turned(x), "layer_norm", Channels[i], Epsilon);
                x = ActivationFunction.Apply(graph, Activation, x);
                x = i == Channels.Count - 1 ? x : graph.Turned(x);
                continue;
            }

            if (i == 0)
            {
                x = graph.Node("InstanceNormalization", [x, layer.Weight("layer_norm.weight", Channels[i]), layer.Weight("layer_norm.bias", Channels[i])], ("epsilon", Epsilon));
            }

            x = ActivationFunction.Apply(graph, Activation, x);
        }

        return NormalizesFrames ? x : graph.Turned(x);
    }

    private string Convolve(NetworkWriter writer, string x, int index)
    {
        var inputs = index == 0 ? 1 : Channels[index - 1];
        var weight = writer.Weight("conv.weight", Channels[index], inputs, Kernels[index]);
        return writer.Graph.Node(
            "Conv",
            HasBias ? [x, weight, writer.Weight("conv.bias", Channels[index])] : [x, weight],
            ("kernel_shape", new long[] { Kernels[index] }),
            ("strides", new long[] { Strides[index] }));
    }
}
