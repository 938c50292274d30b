using EmotionAI.Training.Torch.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Computes the embedding and the cosines of SpeechBrain's ECAPA-TDNN from the weights of its state dictionaries, so that torch gives their gradients.</summary>
/// <remarks>Follows <c>speechbrain.lobes.models.ECAPA_TDNN</c> for clips of one length.</remarks>
/// <param name="shape">The sizes.</param>
/// <param name="weights">The weights of <c>embedding_model.ckpt</c>, and of <c>classifier.ckpt</c> behind <see cref="Classifier"/>.</param>
internal sealed class EcapaNetwork(EcapaShape shape, WeightStore weights)
{
    /// <summary>What the names of the classifier's weights begin with here.</summary>
    public const string Classifier = "classifier.";

    private const double SmallestVariance = 1e-12;
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    /// <summary>Computes the cosine of each label, <c>[batch, labels]</c>.</summary>
    /// <param name="features">The features, <c>[batch, frames, bands]</c>.</param>
    /// <param name="isTraining">Whether batches are normalized by their own statistics, which the running ones then follow.</param>
    public Tensor Cosines(Tensor features, bool isTraining)
    {
        var embedding = Embedding(features, isTraining);
        return nn.functional.linear(Direction(embedding), Direction(weights[$"{Classifier}weight"]));
    }

    /// <summary>Computes the embedding, <c>[batch, size]</c>.</summary>
    public Tensor Embedding(Tensor features, bool isTraining)
    {
        var last = shape.Channels.Count - 1;
        var x = Tdnn(features.transpose(1, 2), "blocks.0", shape.KernelSizes[0], shape.Dilations[0], isTraining);
        var outputs = new List<Tensor>();
        for (var i = 1; i < last; i++)
        {
            x = Block(x, Invariant($"blocks.{i}"), i, isTraining);
            outputs.Add(x);
        }

        x = Tdnn(cat(outputs, 1), "mfa", shape.KernelSizes[last], shape.Dilations[last], isTraining);
        x = BatchNorm(Statistics(x, isTraining), "asp_bn.norm", isTraining);
        return Conv(x, "fc.conv").squeeze(2);
    }

    private Tensor Block(Tensor x, string name, int index, bool isTraining)
    {
        var residual = shape.Channels[index] == shape.Channels[index - 1] ? x : Conv(x, $"{name}.shortcut.conv");
        x = Tdnn(x, $"{name}.tdnn1", 1, 1, isTraining);
        x = Res2Net(x, $"{name}.res2net_block.blocks", index, isTraining);
        x = Tdnn(x, $"{name}.tdnn2", 1, 1, isTraining);
        var squeezed = nn.functional.relu(Conv(x.mean([2], keepdim: true), $"{name}.se_block.conv1.conv"));
        return (x * sigmoid(Conv(squeezed, $"{name}.se_block.conv2.conv"))) + residual;
    }

    private Tensor Res2Net(Tensor x, string name, int index, bool isTraining)
    {
        var width = shape.Channels[index] / shape.Res2NetScale;
        var outputs = new Tensor[shape.Res2NetScale];
        for (var i = 0; i < outputs.Length; i++)
        {
            var chunk = x.narrow(1, i * width, width);
            var input = i < 2 ? chunk : chunk + outputs[i - 1];
            outputs[i] = i == 0 ? chunk : Tdnn(input, Invariant($"{name}.{i - 1}"), shape.KernelSizes[index], shape.Dilations[index], isTraining);
        }

        return cat(outputs, 1);
    }

    /// <summary>Computes mean and deviation over time, weighted by attention that sees the plain ones.</summary>
    private Tensor Statistics(Tensor x, bool isTraining)
    {
        var mean = x.mean([2], keepdim: true);
        var deviation = Deviation((x - mean).square().mean([2], keepdim: true));
        var seen = cat([x, mean.expand(x.shape), deviation.expand(x.shape)], 1);
        var attention = nn.functional.softmax(Conv(tanh(Tdnn(seen, "asp.tdnn", 1, 1, isTraining)), "asp.conv.conv"), 2);
        var weighted = (attention * x).sum(2, keepdim: true);
        var spread = Deviation((attention * (x - weighted).square()).sum(2, keepdim: true));
        return cat([weighted, spread], 1);
    }

    /// <summary>Computes convolution, activation and batch normalization, in this order.</summary>
    private Tensor Tdnn(Tensor x, string name, int kernel, int dilation, bool isTraining) =>
        BatchNorm(nn.functional.relu(Conv(x, $"{name}.conv.conv", kernel, dilation)), $"{name}.norm.norm", isTraining);

    /// <summary>Computes a convolution that keeps the number of frames by reflecting the ends.</summary>
    private Tensor Conv(Tensor x, string name, int kernel = 1, int dilation = 1)
    {
        var padding = dilation * (kernel - 1) / 2;
        var padded = padding > 0 ? nn.functional.pad(x, [padding, padding], PaddingModes.Reflect) : x;
        return nn.functional.conv1d(padded, weights[$"{name}.weight"], weights[$"{name}.bias"], dilation: dilation);
    }

    private Tensor BatchNorm(Tensor x, string name, bool isTraining) => nn.functional.batch_norm(
        x, weights[$"{name}.running_mean"], weights[$"{name}.running_var"], weights[$"{name}.weight"], weights[$"{name}.bias"], isTraining, Momentum, Epsilon);

    private static Tensor Deviation(Tensor variance) => variance.clamp(min: SmallestVariance).sqrt();

    private static Tensor Direction(Tensor x) => nn.functional.normalize(x, 2.0, 1);
}
