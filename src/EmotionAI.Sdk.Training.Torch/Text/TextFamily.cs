namespace EmotionAI.Training.Torch.Text;

/// <summary>Names the tensors and settings of a family of encoders, as transformers does.</summary>
internal sealed record TextFamily
{
    private static readonly LayerNames BertLayer = new(
        "encoder.layer.", "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    private static readonly LayerNames DistilBertLayer = new(
        "transformer.layer.", "attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm",
        "ffn.lin1", "ffn.lin2", "output_layer_norm");

    private static readonly TextFamily[] All =
    [
        new() { ModelType = "bert", Architecture = "Bert", Prefix = "bert.", Dense = "bert.pooler.dense", DenseActivation = "tanh", Output = "classifier" },
        Roberta("roberta", "Roberta"),
        Roberta("xlm-roberta", "XLMRoberta"),
        Roberta("camembert", "Camembert"),
        new()
        {
            ModelType = "distilbert", Architecture = "DistilBert", Prefix = "distilbert.", Layer = DistilBertLayer, HasTokenTypes = false,
            Dense = "pre_classifier", DenseActivation = "relu", Output = "classifier", Keys = new("dim", "n_heads", "n_layers", "hidden_dim", "activation", null),
        },
        new() { ModelType = "electra", Architecture = "Electra", Prefix = "electra.", Dense = "classifier.dense", DenseActivation = "gelu", Output = "classifier.out_proj", DropsBefore = true, HasProjection = true },
    ];

    /// <summary>Gets the <c>model_type</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>Gets what the name of its class begins with, before <c>ForSequenceClassification</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    public required string Prefix { get; init; }

    public LayerNames Layer { get; init; } = BertLayer;

    public SettingNames Keys { get; init; } = new("hidden_size", "num_attention_heads", "num_hidden_layers", "intermediate_size", "hidden_act", "layer_norm_eps");

    public bool HasTokenTypes { get; init; } = true;

    /// <summary>Gets whether positions begin behind the id of the padding.</summary>
    public bool HasOffsetPositions { get; init; }

    /// <summary>Gets whether the embeddings may be narrower than the layers.</summary>
    public bool HasProjection { get; init; }

    /// <summary>Gets the first layer of the head.</summary>
    public required string Dense { get; init; }

    public required string DenseActivation { get; init; }

    /// <summary>Gets the last layer of the head.</summary>
    public required string Output { get; init; }

    /// <summary>Gets whether the head drops values before its first layer too.</summary>
    public bool DropsBefore { get; init; }

    /// <summary>Finds a family.</summary>
    /// <returns>The family; null where it is not supported.</returns>
    public static TextFamily? Find(string? modelType) => Array.Find(All, family => family.ModelType == modelType);

    /// <summary>Gets the families that can be fine-tuned.</summary>
    public static string Names => string.Join(", ", All.Select(family => family.ModelType));

    private static TextFamily Roberta(string modelType, string architecture) => new()
    {
        ModelType = modelType,
        Architecture = architecture,
        Prefix = "roberta.",
        HasOffsetPositions = true,
        Dense = "classifier.dense",
        DenseActivation = "tanh",
        Output = "classifier.out_proj",
        DropsBefore = true,
    };
}
