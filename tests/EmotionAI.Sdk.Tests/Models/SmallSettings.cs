using System.Text.Json.Nodes;

namespace EmotionAI.Tests.Models;

/// <summary>Gives the settings of a small network of each architecture, with some of them changed. Small, but with matrices so large that a session is given them by their place in memory.</summary>
internal static class SmallSettings
{
    private const string Bert = """{"hidden_size": 48, "num_attention_heads": 3, "num_hidden_layers": 2, "intermediate_size": 44, "max_position_embeddings": 40, "layer_norm_eps": 1e-6}""";
    private const string DistilBert = """{"dim": 48, "n_heads": 3, "n_layers": 2, "hidden_dim": 44, "max_position_embeddings": 40}""";
    private const string ModernBert = """{"hidden_size": 48, "num_attention_heads": 3, "num_hidden_layers": 4, "intermediate_size": 44, "max_position_embeddings": 40, "local_attention": 6}""";

    /// <param name="modelType">The architecture.</param>
    /// <param name="changes">What is changed or added: <c>"key": value, …</c>.</param>
    public static JsonObject Of(string modelType, string changes = "")
    {
        var settings = JsonNode.Parse(modelType switch { "distilbert" => DistilBert, "modernbert" => ModernBert, _ => Bert })!.AsObject();
        settings["model_type"] = modelType;
        foreach (var (key, value) in JsonNode.Parse($"{{{changes}}}")!.AsObject().ToList())
        {
            settings[key] = value?.DeepClone();
        }

        return settings;
    }
}
