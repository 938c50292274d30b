using EmotionAI.Checkpoints.SpeechBrain;

namespace EmotionAI.Graphs.EcapaTdnn;

/// <summary>Lists the tensors of SpeechBrain's <c>ECAPA_TDNN</c>.</summary>
internal static class EcapaTdnnTensors
{
    public static IEnumerable<TensorRequirement> Requirements(EcapaParameters parameters)
    {
        var channels = parameters.Channels;
        var last = channels.Count - 1;
        var pooled = 2L * channels[last];
        return Tdnn("blocks.0", channels[0], parameters.InputSize / parameters.Groups[0], parameters.KernelSizes[0])
            .Concat(Enumerable.Range(1, last - 1).SelectMany(i => Block(parameters, i)))
            .Concat(Tdnn("mfa", channels[last], channels.Take(last).Skip(1).Sum() / parameters.Groups[last], parameters.KernelSizes[last]))
            .Concat(Tdnn("asp.tdnn", parameters.AttentionChannels, channels[last] * (parameters.GlobalContext ? 3L : 1L), 1))
            .Concat(Conv("asp.conv.conv", channels[last], parameters.AttentionChannels, 1))
            .Concat(Norm("asp_bn.norm", pooled))
            .Concat(Conv("fc.conv", parameters.LinNeurons, pooled, 1));
    }

    // One after the other, never as a list: res2net_scale of a file may ask for millions.
    private static IEnumerable<TensorRequirement> Block(EcapaParameters parameters, int index)
    {
        var block = Invariant($"blocks.{index}");
        long before = parameters.Channels[index - 1];
        long channels = parameters.Channels[index];
        var width = channels / parameters.Res2NetScale;
        return Tdnn($"{block}.tdnn1", channels, before / parameters.Groups[index], 1)
            .Concat(Enumerable.Range(0, parameters.Res2NetScale - 1).SelectMany(i => Tdnn(Invariant($"{block}.res2net_block.blocks.{i}"), width, width, parameters.KernelSizes[index])))
            .Concat(Tdnn($"{block}.tdnn2", channels, channels / parameters.Groups[index], 1))
            .Concat(Conv($"{block}.se_block.conv1.conv", parameters.SeChannels, channels, 1))
            .Concat(Conv($"{block}.se_block.conv2.conv", channels, parameters.SeChannels, 1))
            .Concat(before == channels ? [] : Conv($"{block}.shortcut.conv", channels, before, 1));
    }

    private static IEnumerable<TensorRequirement> Tdnn(string prefix, long output, long input, long kernel) =>
        Conv($"{prefix}.conv.conv", output, input, kernel).Concat(Norm($"{prefix}.norm.norm", output));

    private static IEnumerable<TensorRequirement> Conv(string name, long output, long input, long kernel) =>
        [new($"{name}.weight", output, input, kernel), new($"{name}.bias", output)];

    private static IEnumerable<TensorRequirement> Norm(string name, long size) =>
        ((string[])["weight", "bias", "running_mean", "running_var"]).Select(part => new TensorRequirement($"{name}.{part}", size));
}
