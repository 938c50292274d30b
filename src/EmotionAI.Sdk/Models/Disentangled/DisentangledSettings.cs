using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Disentangled;

/// <summary>Holds the settings that all generations of DeBERTa have.</summary>
internal sealed record DisentangledSettings
{
    private const float DefaultEpsilon = 1e-7f;
    private const string PositionsKey = "max_position_embeddings";

    public required string Prefix { get; init; }

    public required int NumHiddenLayers { get; init; }

    public required LayerSizes Sizes { get; init; }

    /// <summary>Gets the width of the embeddings, which are projected where it is not that of the layers.</summary>
    public required int EmbeddingSize { get; init; }

    public required int MaxPositionEmbeddings { get; init; }

    /// <summary>Gets a value indicating whether learned positions are added to the words (<c>position_biased_input</c>).</summary>
    public required bool HasPositions { get; init; }

    /// <summary>Gets the number of token types; 0 for none.</summary>
    public required int TokenTypes { get; init; }

    /// <summary>Gets a value indicating whether attention sees how far apart two tokens are (<c>relative_attention</c>).</summary>
    public required bool IsRelative { get; init; }

    /// <summary>Gets the largest distance that is told from larger ones (<c>max_relative_positions</c>, else <c>max_position_embeddings</c>).</summary>
    public required int MaxRelativePositions { get; init; }

    /// <summary>Gets the parts of <c>pos_att_type</c>, as they are written.</summary>
    public required IReadOnlyList<string> PositionAttention { get; init; }

    /// <summary>Gets a value indicating whether words ask for positions, <c>c2p</c>.</summary>
    public bool AsksPositions => PositionAttention.Contains("c2p");

    /// <summary>Gets a value indicating whether positions ask for words, <c>p2c</c>.</summary>
    public bool AsksWords => PositionAttention.Contains("p2c");

    /// <summary>Gets the largest number of tokens: the rows of the positions, where there are any.</summary>
    public int MaxLength => HasPositions ? MaxPositionEmbeddings : ModelSource.LengthWithoutPositions(MaxPositionEmbeddings);

    /// <summary>Reads <c>config.json</c>; whoever calls looks whether the source is still sound.</summary>
    public static DisentangledSettings Read(ModelSource source, string prefix)
    {
        var hidden = source.Size("hidden_size");
        var positions = source.Size(PositionsKey);
        var relative = source.Whole("max_relative_positions", -1);
        source.CheckPlain();
        return new DisentangledSettings
        {
            Prefix = prefix,
            NumHiddenLayers = source.Size("num_hidden_layers"),
            Sizes = new(hidden, source.Heads("num_attention_heads", hidden), source.Size("intermediate_size"), source.Activation("hidden_act"), source.Epsilon("layer_norm_eps", DefaultEpsilon)),
            EmbeddingSize = source.Size("embedding_size", hidden),
            MaxPositionEmbeddings = positions,
            HasPositions = source.Truth("position_biased_input", true),
            TokenTypes = source.Count("type_vocab_size", 0),
            IsRelative = source.Truth("relative_attention", false),
            MaxRelativePositions = relative < 1 ? positions : relative,
            PositionAttention = ReadPositionAttention(source),
        };
    }

    /// <summary>Reads the head: <c>pooler.dense</c>, which has no prefix, and <c>classifier</c>.</summary>
    public static ClassificationHead ReadHead(ModelSource source, int hidden)
    {
        const string key = "pooler_hidden_size";
        if (source.Size(key, hidden) is var size && size != hidden)
        {
            source.Error(key, Invariant($"{size}"), Invariant($"hidden_size, {hidden}"));
        }

        return new ClassificationHead
        {
            Inputs = hidden,
            Dense = "pooler.dense",
            Activation = source.Activation("pooler_hidden_act"),
            Output = "classifier",
            Outputs = source.Labels,
        };
    }

    /// <summary>Reads a list as it is, and a text as transformers does: in lower case, split at bars.</summary>
    private static string[] ReadPositionAttention(ModelSource source)
    {
        const string key = "pos_att_type";
        switch (source.Config.Find(key))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.String } text:
                return text.GetString()!.ToLowerInvariant().Split('|', StringSplitOptions.TrimEntries);
            case { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return [.. list.EnumerateArray().Select(item => item.GetString()!)];
            case { } other:
                source.Error(key, JsonFile.Describe(other), "a list of c2p and p2c, or both with a bar between them");
                return [];
        }
    }
}
