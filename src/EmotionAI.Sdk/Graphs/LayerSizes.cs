namespace EmotionAI.Graphs;

/// <summary>Holds the sizes of a transformer layer.</summary>
internal readonly record struct LayerSizes(int Hidden, int Heads, int Inner, string Activation, float Epsilon);
