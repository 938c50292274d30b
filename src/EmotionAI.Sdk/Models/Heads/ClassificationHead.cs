using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Reads the first position: a linear layer with an activation, then the layer whose rows are the labels.</summary>
internal sealed record ClassificationHead : IPooler
{
    public EncoderPart Needs => EncoderPart.FirstPosition;

    /// <summary>Gets the width of the encoder.</summary>
    public required int Inputs { get; init; }

    /// <summary>Gets the name of the first layer.</summary>
    public required string Dense { get; init; }

    public required string Activation { get; init; }

    /// <summary>Gets the name of the last layer.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the number of labels.</summary>
    public required int Outputs { get; init; }

    /// <summary>Gives the head of RoBERTa and its relatives: <c>classifier.dense</c>, <c>classifier.out_proj</c>.</summary>
    public static ClassificationHead OutProj(int inputs, string activation, int outputs) => new()
    {
        Inputs = inputs,
        Dense = "classifier.dense",
        Activation = activation,
        Output = "classifier.out_proj",
        Outputs = outputs,
    };

    public int Size => Inputs;

    public string Pool(NetworkWriter writer, EncoderOutput encoder) => ActivationFunction.Apply(writer.Graph, Activation, writer.Dense(encoder.Hidden, Dense, Inputs, Inputs));

    public string Write(NetworkWriter writer, EncoderOutput encoder) => writer.Dense(Pool(writer, encoder), Output, Inputs, Outputs);
}
