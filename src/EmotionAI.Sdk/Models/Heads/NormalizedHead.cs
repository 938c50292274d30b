using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Reads the one vector of a clip: a normalization, then the layer whose rows are the labels.</summary>
/// <remarks>Follows <c>ASTMLPHead</c> of transformers.</remarks>
internal sealed record NormalizedHead : IPooler
{
    public EncoderPart Needs => EncoderPart.FirstPosition;

    /// <summary>Gets the width of the encoder.</summary>
    public required int Size { get; init; }

    /// <summary>Gets the name of the normalization.</summary>
    public required string Norm { get; init; }

    public required float Epsilon { get; init; }

    /// <summary>Gets the name of the last layer.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the number of labels.</summary>
    public required int Outputs { get; init; }

    public string Pool(NetworkWriter writer, EncoderOutput encoder) => writer.LayerNorm(encoder.Hidden, Norm, Size, Epsilon);

    public string Write(NetworkWriter writer, EncoderOutput encoder) => writer.Dense(Pool(writer, encoder), Output, Size, Outputs);
}
