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
        List<TensorRequirement> tensors = [];
        AddTdnn(tensors, "blocks.0", channels[0], parameters.InputSize / parameters.Groups[0], parameters.KernelSizes[0]);
        for (var i = 1; i < last; i++)
        {
            AddBlock(tensors, parameters, i);
        }

        AddTdnn(tensors, "mfa", channels[last], channels.Take(last).Skip(1).Sum() / parameters.Groups[last], parameters.KernelSizes[last]);
        AddTdnn(tensors, "asp.tdnn", parameters.AttentionChannels, channels[last] * (parameters.GlobalContext ? 3L : 1L), 1);
        AddConv(tensors, "asp.conv.conv", channels[last], parameters.AttentionChannels, 1);
        AddNorm(tensors, "asp_bn.norm", pooled);
        AddConv(tensors, "fc.conv", parameters.LinNeurons, pooled, 1);
        return tensors;
    }

    private static void AddBlock(List<TensorRequirement> tensors, EcapaParameters parameters, int index)
    {
        var block = $"blocks.{index}";
        long before = parameters.Channels[index - 1];
        long channels = parameters.Channels[index];
        var width = channels / parameters.Res2NetScale;
        AddTdnn(tensors, $"{block}.tdnn1", channels, before / parameters.Groups[index], 1);
        for (var i = 0; i < parameters.Res2NetScale - 1; i++)
        {
            AddTdnn(tensors, $"{block}.res2net_block.blocks.{i}", width, width, parameters.KernelSizes[index]);
        }

        AddTdnn(tensors, $"{block}.tdnn2", channels, channels / parameters.Groups[index], 1);
        AddConv(tensors, $"{block}.se_block.conv1.conv", parameters.SeChannels, channels, 1);
        AddConv(tensors, $"{block}.se_block.conv2.conv", channels, parameters.SeChannels, 1);
        if (before != channels)
        {
            AddConv(tensors, $"{block}.shortcut.conv", channels, before, 1);
        }
    }

    private static void AddTdnn(List<TensorRequirement> tensors, string prefix, long output, long input, long kernel)
    {
        AddConv(tensors, $"{prefix}.conv.conv", output, input, kernel);
        AddNorm(tensors, $"{prefix}.norm.norm", output);
    }

    private static void AddConv(List<TensorRequirement> tensors, string name, long output, long input, long kernel)
    {
        tensors.Add(new($"{name}.weight", output, input, kernel));
        tensors.Add(new($"{name}.bias", output));
    }

    private static void AddNorm(List<TensorRequirement> tensors, string name, long size)
    {
        foreach (var part in (string[])["weight", "bias", "running_mean", "running_var"])
        {
            tensors.Add(new($"{name}.{part}", size));
        }
    }
}
