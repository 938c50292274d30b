using EmotionAI.Graphs;

namespace EmotionAI.Models.Bert;

/// <summary>The encoder of BERT, and of those that differ from it in names, sizes and switches only: <c>int32 [batch, sequence] → float32 [batch, sequence, hidden]</c>.</summary>
/// <remarks>Follows <c>BertModel</c> of transformers. The last layer computes the positions that the head reads, and no others.</remarks>
internal sealed record BertEncoder : ITextNetwork
{
    private static readonly PostNormNames BertNames = new(
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    /// <summary>Gets what the names of the encoder's tensors begin with, such as <c>bert.</c>.</summary>
    public required string Prefix { get; init; }

    public string WordEmbeddings => "embeddings.word_embeddings.weight";

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets the setting that holds <see cref="NumHiddenLayers"/>.</summary>
    public string LayersKey { get; init; } = "num_hidden_layers";

    /// <summary>Gets how many layers stand for one: ALBERT's in a group.</summary>
    public int InnerLayers { get; init; } = 1;

    public IEnumerable<LayerCount> Layers => [new(LayersKey, NumHiddenLayers), new("inner_group_num", (long)NumHiddenLayers * InnerLayers)];

    public required LayerSizes Sizes { get; init; }

    public int HiddenSize => Sizes.Hidden;

    /// <summary>Gets the width of the embeddings; another than that of the layers where they are projected to it.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Gets the name of the layer that brings the embeddings to the width of the others; null where they have it.</summary>
    public string? Projection { get; init; }

    public required int MaxPositionEmbeddings { get; init; }

    /// <summary>Gets the id behind whose number positions begin, and which has none of its own: RoBERTa's padding. Null where positions begin with 0.</summary>
    public int? PaddingId { get; init; }

    /// <summary>Gets a value indicating whether the embeddings have token types, of which a single text has the first.</summary>
    public bool HasTokenTypes { get; init; } = true;

    /// <summary>Gets the names of a layer's weights.</summary>
    public PostNormNames Names { get; init; } = BertNames;

    /// <summary>Gets what the names of a layer's weights begin with, by its number and that in its group.</summary>
    public Func<int, int, string> LayerPrefix { get; init; } = static (layer, _) => Invariant($"encoder.layer.{layer}.");

    /// <summary>Gets what writes numbers for all layers that are added to the scores of attention, <c>[1, heads, sequence, sequence]</c>, from the token ids; null for none.</summary>
    public Func<NetworkWriter, string, string>? Scores { get; init; }

    public int MaxLength => MaxPositionEmbeddings - (PaddingId + 1 ?? 0);

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var ids = writer.InputIds();
        var encoder = writer.At(Prefix);
        var hidden = Embeddings(encoder, ids);
        var scores = Scores?.Invoke(encoder, ids) ?? "";
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            for (var j = 0; j < InnerLayers; j++)
            {
                var isLast = i == NumHiddenLayers - 1 && j == InnerLayers - 1;
                hidden = encoder.At(LayerPrefix(i, j)).PostNorm(hidden, isLast ? part : EncoderPart.AllPositions, Names, Sizes, scores);
            }
        }

        return EncoderOutput.Of(writer, ids, hidden, part);
    }

    private string Embeddings(NetworkWriter writer, string ids)
    {
        var words = writer.Embedding(ids, WordEmbeddings, -1, EmbeddingSize);
        var hidden = writer.AddAndNormalize(words, Positions(writer, ids), "embeddings.LayerNorm", EmbeddingSize, Sizes.Epsilon);
        return Projection is null ? hidden : writer.Linear(hidden, Projection, EmbeddingSize, HiddenSize);
    }

    /// <summary>Adds what stands for the positions, with token type 0, the only one of a single text, folded in.</summary>
    private string Positions(NetworkWriter writer, string ids)
    {
        var table = HasTokenTypes
            ? PositionTable.WithType(writer, MaxPositionEmbeddings, EmbeddingSize)
            : writer.Weight(PositionTable.Name, MaxPositionEmbeddings, EmbeddingSize);
        return PaddingId is { } padding
            ? writer.Graph.Node("Gather", [table, PositionTable.PositionIds(writer.Graph, ids, padding)])
            : writer.Graph.FirstRows(table, ids);
    }
}
