using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs.Bert;

/// <summary>Lists the tensors of a BERT classifier and finds them, whether or not the encoder's names carry the prefix <c>bert.</c>.</summary>
internal static class BertTensors
{
    private const string Prefix = "bert.";

    /// <summary>Lists every tensor that the graph needs.</summary>
    public static IEnumerable<TensorRequirement> Requirements(BertConfig config)
    {
        long hidden = config.HiddenSize;
        long inner = config.IntermediateSize;
        yield return new("bert.embeddings.word_embeddings.weight", -1, hidden);
        yield return new("bert.embeddings.position_embeddings.weight", config.MaxPositionEmbeddings, hidden);
        yield return new("bert.embeddings.token_type_embeddings.weight", -1, hidden);
        yield return new("bert.embeddings.LayerNorm.weight", hidden);
        yield return new("bert.embeddings.LayerNorm.bias", hidden);
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            foreach (var tensor in Layer(Invariant($"bert.encoder.layer.{i}."), hidden, inner))
            {
                yield return tensor;
            }
        }

        yield return new("bert.pooler.dense.weight", hidden, hidden);
        yield return new("bert.pooler.dense.bias", hidden);
        yield return new("classifier.weight", config.NumLabels, hidden);
        yield return new("classifier.bias", config.NumLabels);
    }

    /// <summary>Finds a tensor by its full name, or by the name without the prefix.</summary>
    public static bool TryFind(StateDictionary weights, string name, out CheckpointTensor tensor) =>
        weights.TryGet(name, out tensor!)
        || (name.StartsWith(Prefix, StringComparison.Ordinal) && weights.TryGet(name[Prefix.Length..], out tensor!));

    private static IEnumerable<TensorRequirement> Layer(string prefix, long hidden, long inner)
    {
        foreach (var part in (string[])["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"])
        {
            yield return new($"{prefix}{part}.weight", hidden, hidden);
            yield return new($"{prefix}{part}.bias", hidden);
        }

        yield return new($"{prefix}attention.output.LayerNorm.weight", hidden);
        yield return new($"{prefix}attention.output.LayerNorm.bias", hidden);
        yield return new($"{prefix}intermediate.dense.weight", inner, hidden);
        yield return new($"{prefix}intermediate.dense.bias", inner);
        yield return new($"{prefix}output.dense.weight", hidden, inner);
        yield return new($"{prefix}output.dense.bias", hidden);
        yield return new($"{prefix}output.LayerNorm.weight", hidden);
        yield return new($"{prefix}output.LayerNorm.bias", hidden);
    }
}
