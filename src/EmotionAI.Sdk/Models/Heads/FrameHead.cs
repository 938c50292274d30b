using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Makes one vector of all frames of a clip: a linear layer with or without an activation, then the layer whose rows are the labels.</summary>
/// <remarks>
/// Follows <c>Wav2Vec2ForSequenceClassification</c> of transformers, whose <c>projector</c> is linear, so that the mean may come before it, and the
/// <c>ClassificationHead</c> of the community's <c>Wav2Vec2ForSpeechClassification</c>.
/// </remarks>
internal sealed record FrameHead : IPooler
{
    public EncoderPart Needs => EncoderPart.AllPositions;

    /// <summary>Gets the width of the encoder.</summary>
    public required int Inputs { get; init; }

    public FramePooling Pooling { get; init; }

    /// <summary>Gets the name of the first layer.</summary>
    public required string Dense { get; init; }

    /// <summary>Gets the width of the first layer.</summary>
    public required int Size { get; init; }

    public required string Activation { get; init; }

    /// <summary>Gets the name of the last layer.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the number of labels.</summary>
    public required int Outputs { get; init; }

    public string Pool(NetworkWriter writer, EncoderOutput encoder)
    {
        var pooled = Pooling switch
        {
            FramePooling.Sum => writer.Graph.Node("ReduceSum", [encoder.Hidden, writer.Graph.Constant(1)], ("keepdims", 0)),
            FramePooling.Maximum => writer.Graph.Node("ReduceMax", [encoder.Hidden], ("axes", new long[] { 1 }), ("keepdims", 0)),
            _ => writer.Graph.Mean(encoder),
        };
        return ActivationFunction.Apply(writer.Graph, Activation, writer.Dense(pooled, Dense, Inputs, Size));
    }

    public string Write(NetworkWriter writer, EncoderOutput encoder) => writer.Dense(Pool(writer, encoder), Output, Size, Outputs);
}
