using EmotionAI.Training.Torch.Running;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Makes new weights for an ECAPA-TDNN, distributed as torch's own: evenly, by the number of inputs.</summary>
internal sealed class EcapaWeights
{
    private readonly WeightStore _into;
    private SplitMix _random;

    private EcapaWeights(WeightStore into, SplitMix random) => (_into, _random) = (into, random);

    /// <summary>Adds all weights.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="random">Gives the values.</param>
    /// <param name="into">Receives the weights.</param>
    public static void Add(EcapaShape shape, int labels, SplitMix random, WeightStore into)
    {
        var weights = new EcapaWeights(into, random);
        var (channels, last) = (shape.Channels, shape.Channels.Count - 1);
        weights.Tdnn("blocks.0", shape.InputSize, channels[0], shape.KernelSizes[0]);
        for (var i = 1; i < last; i++)
        {
            weights.Block(shape, i);
        }

        weights.Tdnn("mfa", channels.Skip(1).Take(last - 1).Sum(), channels[last], shape.KernelSizes[last]);
        weights.Tdnn("asp.tdnn", 3 * channels[last], shape.AttentionChannels, 1);
        weights.Conv("asp.conv.conv", shape.AttentionChannels, channels[last], 1);
        weights.Norm("asp_bn.norm", 2 * channels[last]);
        weights.Conv("fc.conv", 2 * channels[last], shape.LinNeurons, 1);
        into.Add($"{EcapaNetwork.Classifier}weight", weights.Values(labels * shape.LinNeurons, Math.Sqrt(6.0 / (labels + shape.LinNeurons))), [labels, shape.LinNeurons]);
    }

    private void Block(EcapaShape shape, int index)
    {
        var (name, before, channels) = (Invariant($"blocks.{index}"), shape.Channels[index - 1], shape.Channels[index]);
        if (before != channels)
        {
            Conv($"{name}.shortcut.conv", before, channels, 1);
        }

        Tdnn($"{name}.tdnn1", before, channels, 1);
        for (var i = 0; i < shape.Res2NetScale - 1; i++)
        {
            Tdnn(Invariant($"{name}.res2net_block.blocks.{i}"), channels / shape.Res2NetScale, channels / shape.Res2NetScale, shape.KernelSizes[index]);
        }

        Tdnn($"{name}.tdnn2", channels, channels, 1);
        Conv($"{name}.se_block.conv1.conv", channels, shape.SeChannels, 1);
        Conv($"{name}.se_block.conv2.conv", shape.SeChannels, channels, 1);
    }

    private void Tdnn(string name, int inputs, int outputs, int kernel)
    {
        Conv($"{name}.conv.conv", inputs, outputs, kernel);
        Norm($"{name}.norm.norm", outputs);
    }

    private void Conv(string name, int inputs, int outputs, int kernel)
    {
        var bound = 1 / Math.Sqrt(inputs * kernel);
        _into.Add($"{name}.weight", Values(outputs * inputs * kernel, bound), [outputs, inputs, kernel]);
        _into.Add($"{name}.bias", Values(outputs, bound), [outputs]);
    }

    private void Norm(string name, int size)
    {
        _into.Add($"{name}.weight", [.. Enumerable.Repeat(1f, size)], [size]);
        _into.Add($"{name}.bias", new float[size], [size]);
        _into.AddStatistics($"{name}.running_mean", new float[size]);
        _into.AddStatistics($"{name}.running_var", [.. Enumerable.Repeat(1f, size)]);
    }

    private float[] Values(int count, double bound)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(((2 * _random.Uniform()) - 1) * bound);
        }

        return values;
    }
}
