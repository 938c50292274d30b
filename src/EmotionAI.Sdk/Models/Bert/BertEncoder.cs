using EmotionAI.Graphs;

namespace EmotionAI.Models.Bert;

/// <summary>The encoder of BERT and of those that differ from it in settings only: <c>int32 [batch, sequence] → float32 [batch, sequence, hidden]</c>.</summary>
/// <remarks>Follows <c>BertModel</c> of transformers. The last layer computes the positions that the head reads, and no others.</remarks>
internal sealed record BertEncoder : ITextNetwork
{
    private static readonly PostNormNames Names = new(
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    /// <summary>Gets what the names of the encoder's tensors begin with, such as <c>bert.</c>.</summary>
    public required string Prefix { get; init; }

    public string WordEmbeddings => "embeddings.word_embeddings.weight";

    public required int NumHiddenLayers { get; init; }

    public required LayerSizes Sizes { get; init; }

    public int HiddenSize => Sizes.Hidden;

    /// <summary>Gets the width of the embeddings; another than that of the layers where they are projected to it.</summary>
    public required int EmbeddingSize { get; init; }

    public required int MaxPositionEmbeddings { get; init; }

    /// <summary>Gets the id behind whose number positions begin, and which has none of its own: RoBERTa's padding. Null where positions begin with 0.</summary>
    public int? PaddingId { get; init; }

    public int MaxLength => MaxPositionEmbeddings - (PaddingId + 1 ?? 0);

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var ids = writer.InputIds();
        var encoder = writer.At(Prefix);
        var hidden = Embeddings(encoder, ids);
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            hidden = encoder.At(Invariant($"encoder.layer.{i}.")).PostNorm(hidden, i == NumHiddenLayers - 1 ? part : EncoderPart.AllPositions, Names, Sizes);
        }

        return part == EncoderPart.FirstPosition
            ? new EncoderOutput(writer.Graph.WithoutSequence(hidden))
            : new EncoderOutput(hidden, writer.Mask(ids));
    }

    private string Embeddings(NetworkWriter writer, string ids)
    {
        var words = writer.Embedding(ids, WordEmbeddings, -1, EmbeddingSize);
        var hidden = writer.AddAndNormalize(words, Positions(writer, ids), "embeddings.LayerNorm", EmbeddingSize, Sizes.Epsilon);
        return EmbeddingSize == HiddenSize ? hidden : writer.Linear(hidden, "embeddings_project", EmbeddingSize, HiddenSize);
    }

    /// <summary>Adds what stands for the positions, with token type 0, the only one of a single text, folded in.</summary>
    private string Positions(NetworkWriter writer, string ids)
    {
        var positions = writer.Find("embeddings.position_embeddings.weight", MaxPositionEmbeddings, EmbeddingSize);
        var types = writer.Find("embeddings.token_type_embeddings.weight", -1, EmbeddingSize);
        var table = writer.Fold([MaxPositionEmbeddings, EmbeddingSize], () => PositionTable.WithType(positions.Values(), types.Values(), EmbeddingSize));
        return PaddingId is { } padding
            ? writer.Graph.Node("Gather", [table, PositionTable.PositionIds(writer.Graph, ids, padding)])
            : writer.Graph.FirstRows(table, ids);
    }
}
