using EmotionAI.Graphs;

namespace EmotionAI.Models.Ast;

/// <summary>Names the weights of the layers of an Audio Spectrogram Transformer.</summary>
internal sealed record AstNames(string Layers, string Query, string Key, string Value, string Attended, string Inner, string Outer)
{
    private static readonly AstNames Older = new(
        "encoder.layer", "attention.attention.query", "attention.attention.key", "attention.attention.value", "attention.output.dense", "intermediate.dense", "output.dense");

    private static readonly AstNames Today = new(
        "layers", "attention.q_proj", "attention.k_proj", "attention.v_proj", "attention.o_proj", "mlp.fc1", "mlp.fc2");

    /// <summary>Finds the names of a checkpoint: those of transformers 5, or those before.</summary>
    public static AstNames Find(NetworkWriter encoder) => encoder.Has($"{Older.Layers}.0.layernorm_before.weight") ? Older : Today;
}
