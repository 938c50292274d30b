namespace EmotionAI.Graphs.Bert;

/// <summary>Holds the settings of a BERT encoder with a sequence-classification head, under the names of its <c>config.json</c>.</summary>
internal sealed record BertConfig
{
    public required int HiddenSize { get; init; }

    public required int NumHiddenLayers { get; init; }

    public required int NumAttentionHeads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int MaxPositionEmbeddings { get; init; }

    public required string HiddenAct { get; init; }

    public required float LayerNormEps { get; init; }

    public required int NumLabels { get; init; }
}
