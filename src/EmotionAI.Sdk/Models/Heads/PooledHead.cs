using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Reads the first position or the mean of all: a linear layer with an activation and a normalization, then the layer whose rows are the labels.</summary>
/// <remarks>Follows <c>ModernBertForSequenceClassification</c> of transformers.</remarks>
internal sealed record PooledHead : IPooler
{
    /// <summary>Gets <see cref="EncoderPart.FirstPosition"/> to read that one, <see cref="EncoderPart.AllPositions"/> for their mean without the padding.</summary>
    public required EncoderPart Needs { get; init; }

    /// <summary>Gets the width of the encoder.</summary>
    public required int Inputs { get; init; }

    public required bool DenseHasBias { get; init; }

    public required string Activation { get; init; }

    public required bool NormHasBias { get; init; }

    public required float Epsilon { get; init; }

    /// <summary>Gets the number of labels.</summary>
    public required int Outputs { get; init; }

    public int Size => Inputs;

    public string Pool(NetworkWriter writer, EncoderOutput encoder)
    {
        var pooled = Needs == EncoderPart.FirstPosition ? encoder.Hidden : writer.Graph.Mean(encoder);
        pooled = ActivationFunction.Apply(writer.Graph, Activation, writer.Dense(pooled, "head.dense", Inputs, Inputs, DenseHasBias));
        return writer.LayerNorm(pooled, "head.norm", Inputs, Epsilon, NormHasBias);
    }

    public string Write(NetworkWriter writer, EncoderOutput encoder) => writer.Dense(Pool(writer, encoder), "classifier", Inputs, Outputs);
}
