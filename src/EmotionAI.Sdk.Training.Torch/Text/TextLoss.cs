using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Computes the loss of logits against labels.</summary>
/// <param name="options">Weights, smoothing, focus.</param>
internal sealed class TextLoss(TextFineTuningOptions options)
{
    /// <summary>Gives the mean loss.</summary>
    /// <param name="logits">The logits, <c>[batch, labels]</c>.</param>
    /// <param name="targets">1 for each label that a text has, <c>[batch, labels]</c>.</param>
    public Tensor Of(Tensor logits, Tensor targets) => options.ProblemType == ProblemType.SingleLabel ? Single(logits, targets) : Multiple(logits, targets);

    /// <summary>Gives the binary cross-entropy of each label; the weight of a label counts for its positives (<c>pos_weight</c>).</summary>
    private Tensor Multiple(Tensor logits, Tensor targets)
    {
        var smooth = Smooth(targets, 2);
        var (positive, negative) = (nn.functional.logsigmoid(logits), nn.functional.logsigmoid(-logits));
        var gained = smooth * positive;
        gained = Weights(logits) is { } weights ? gained * weights : gained;
        var loss = -(gained + ((1 - smooth) * negative));
        if (options.FocalGamma > 0)
        {
            var wrong = (targets * sigmoid(-logits)) + ((1 - targets) * sigmoid(logits));
            loss *= wrong.pow(options.FocalGamma);
        }

        return loss.mean();
    }

    /// <summary>Gives the cross-entropy; the mean is weighted as torch's is.</summary>
    private Tensor Single(Tensor logits, Tensor targets)
    {
        var log = nn.functional.log_softmax(logits, -1);
        var loss = -(Smooth(targets, logits.shape[1]) * log).sum(1);
        if (options.FocalGamma > 0)
        {
            loss *= (1 - (targets * log.exp()).sum(1)).clamp(min: 1e-8).pow(options.FocalGamma);
        }

        if (Weights(logits) is not { } weights)
        {
            return loss.mean();
        }

        var counted = (targets * weights).sum(1);
        return (loss * counted).sum() / counted.sum();
    }

    private Tensor Smooth(Tensor targets, double classes) => options.LabelSmoothing > 0 ? (targets * (1 - options.LabelSmoothing)) + (options.LabelSmoothing / classes) : targets;

    private Tensor? Weights(Tensor logits) => options.ClassWeights is { } weights ? tensor([.. weights.Select(weight => (float)weight)], [1, weights.Count]).to_type(logits.dtype) : null;
}
