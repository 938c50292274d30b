using System.Numerics.Tensors;

namespace EmotionAI.Models.Heads;

/// <summary>Holds a last layer that is to be written: <c>W · vector + b</c>.</summary>
internal sealed class LinearHead
{
    /// <exception cref="ArgumentException">There are more or fewer numbers than labels and dimensions say, or some are not finite.</exception>
    public LinearHead(EmotionLabels labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int dimensions)
    {
        if (weights.Length != (long)labels.Count * dimensions)
        {
            throw new ArgumentException(Invariant($"There are {weights.Length} weights; {labels.Count} labels × {dimensions} are allowed."), nameof(weights));
        }

        if (bias.Length != labels.Count)
        {
            throw new ArgumentException(Invariant($"There are {bias.Length} numbers of bias; {labels.Count}, one a label, are allowed."), nameof(bias));
        }

        if (!TensorPrimitives.IsFiniteAll(weights) || !TensorPrimitives.IsFiniteAll(bias))
        {
            throw new ArgumentException("The weights or the bias hold NaN or infinity; finite numbers are allowed.", nameof(weights));
        }

        Labels = labels;
        Dimensions = dimensions;
        Weights = weights.ToArray();
        Bias = bias.ToArray();
    }

    public EmotionLabels Labels { get; }

    public int Dimensions { get; }

    /// <summary>Gets the weights, <c>[labels, dimensions]</c>.</summary>
    public float[] Weights { get; }

    public float[] Bias { get; }
}
