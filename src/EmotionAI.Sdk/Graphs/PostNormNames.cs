namespace EmotionAI.Graphs;

/// <summary>Names the weights of a transformer layer that normalizes after each of its two halves.</summary>
internal sealed record PostNormNames(string Query, string Key, string Value, string Attended, string AttentionNorm, string Inner, string Outer, string OutputNorm);
