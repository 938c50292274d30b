using System.Numerics.Tensors;
using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Holds a linear layer: <c>W · x + b</c>.</summary>
/// <param name="Weights">The weights, <c>[outputs, features]</c>.</param>
/// <param name="Bias">The bias, <c>[outputs]</c>.</param>
internal sealed record LinearHead(float[] Weights, float[] Bias)
{
    public int Outputs => Bias.Length;

    public int Features => Weights.Length / Bias.Length;

    /// <summary>Computes the outputs, <c>[samples, outputs]</c>.</summary>
    public ScoreMatrix Logits(FeatureMatrix features)
    {
        var logits = new double[features.Rows * Outputs];
        for (var row = 0; row < features.Rows; row++)
        {
            var x = features.Row(row);
            for (var output = 0; output < Outputs; output++)
            {
                logits[(row * Outputs) + output] = TensorPrimitives.Dot(Weights.AsSpan(output * x.Length, x.Length), x) + Bias[output];
            }
        }

        return new ScoreMatrix(logits, Outputs);
    }

    /// <summary>Divides the outputs by a temperature.</summary>
    public LinearHead Cooled(double temperature) => new([.. Weights.Select(weight => (float)(weight / temperature))], [.. Bias.Select(shift => (float)(shift / temperature))]);
}
