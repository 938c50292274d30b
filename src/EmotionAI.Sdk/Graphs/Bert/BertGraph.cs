using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs.Bert;

/// <summary>Builds <c>BertForSequenceClassification</c> of transformers from ONNX Runtime's fused operators: <c>int32 [batch, sequence] → float32 [batch, labels]</c>.</summary>
/// <remarks>There is no attention mask: a batch holds texts of one length. The last layer computes its first position only, which is all that the head reads.</remarks>
internal sealed class BertGraph
{
    private readonly OnnxGraphBuilder _graph = new();
    private readonly BertConfig _config;
    private readonly StateDictionary _weights;

    private BertGraph(BertConfig config, StateDictionary weights)
    {
        _config = config;
        _weights = weights;
    }

    /// <summary>Builds the model.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="weights">The weights, checked against <see cref="BertTensors.Requirements"/>; may be disposed afterwards.</param>
    public static OnnxModel Build(BertConfig config, StateDictionary weights)
    {
        var bert = new BertGraph(config, weights);
        var hidden = bert.Embeddings(bert._graph.Input(OnnxElementType.Int32, "batch", "sequence"));
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            hidden = bert.Layer(hidden, Invariant($"bert.encoder.layer.{i}."), firstPositionOnly: i == config.NumHiddenLayers - 1);
        }

        return bert._graph.Build(bert.Head(hidden), config.NumLabels);
    }

    private string Embeddings(string inputIds)
    {
        var words = Find("bert.embeddings.word_embeddings.weight");
        var word = _graph.Node("Gather", [_graph.StoredWeight(words), inputIds]);
        if (words.DataType != TensorDataType.Float32)
        {
            word = _graph.ToFloat(word);
        }

        var length = _graph.Node("Shape", [inputIds], ("start", 1), ("end", 2));
        var positions = _graph.Node("Slice", [PositionTable(), _graph.Constant(0), length, _graph.Constant(0)]);
        return _graph.MicrosoftNode(
            "SkipLayerNormalization",
            [word, positions, Weight("bert.embeddings.LayerNorm.weight"), Weight("bert.embeddings.LayerNorm.bias")],
            ("epsilon", _config.LayerNormEps));
    }

    /// <summary>Adds the table of positions with token type 0, the only one used for a single text, folded in.</summary>
    private string PositionTable()
    {
        var positions = TensorReader.ToSingles(Find("bert.embeddings.position_embeddings.weight"));
        var types = TensorReader.ToSingles(Find("bert.embeddings.token_type_embeddings.weight"));
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] += types[i % _config.HiddenSize];
        }

        return _graph.Constant(positions, _config.MaxPositionEmbeddings, _config.HiddenSize);
    }

    private string Layer(string hidden, string prefix, bool firstPositionOnly)
    {
        var queried = firstPositionOnly
            ? _graph.Node("Slice", [hidden, _graph.Constant(0), _graph.Constant(1), _graph.Constant(1)])
            : hidden;
        var context = _graph.MicrosoftNode(
            "MultiHeadAttention",
            [
                Linear(queried, $"{prefix}attention.self.query.weight"),
                Linear(hidden, $"{prefix}attention.self.key.weight"),
                Linear(hidden, $"{prefix}attention.self.value.weight"),
                AttentionBias(prefix),
            ],
            ("num_heads", _config.NumAttentionHeads));
        var attended = AddAndNormalize(Linear(context, $"{prefix}attention.output.dense.weight"), queried, $"{prefix}attention.output.");
        var inner = ActivationFunction.Apply(
            _graph,
            _config.HiddenAct,
            Linear(attended, $"{prefix}intermediate.dense.weight"),
            Weight($"{prefix}intermediate.dense.bias"));
        return AddAndNormalize(Linear(inner, $"{prefix}output.dense.weight"), attended, $"{prefix}output.");
    }

    private string AttentionBias(string prefix)
    {
        float[] bias =
        [
            .. TensorReader.ToSingles(Find($"{prefix}attention.self.query.bias")),
            .. TensorReader.ToSingles(Find($"{prefix}attention.self.key.bias")),
            .. TensorReader.ToSingles(Find($"{prefix}attention.self.value.bias")),
        ];
        return _graph.Constant(bias, bias.Length);
    }

    private string AddAndNormalize(string x, string skip, string prefix) => _graph.MicrosoftNode(
        "SkipLayerNormalization",
        [x, skip, Weight($"{prefix}LayerNorm.weight"), Weight($"{prefix}LayerNorm.bias"), Weight($"{prefix}dense.bias")],
        ("epsilon", _config.LayerNormEps));

    private string Head(string firstPosition)
    {
        var first = _graph.Node("Squeeze", [firstPosition, _graph.Constant(1)]);
        var pooled = _graph.Node("Tanh", [Dense(first, "bert.pooler.dense")]);
        return Dense(pooled, "classifier");
    }

    private string Dense(string x, string name) => _graph.Node("Gemm", [x, Weight($"{name}.weight"), Weight($"{name}.bias")], ("transB", 1));

    private string Linear(string x, string weight) => _graph.MicrosoftNode("FusedMatMul", [x, Weight(weight)], ("transB", 1));

    private string Weight(string name) => _graph.Weight(Find(name));

    private CheckpointTensor Find(string name) => BertTensors.TryFind(_weights, name, out var tensor)
        ? tensor
        : throw new InvalidOperationException($"The tensor '{name}' was not checked before the graph was built.");
}
