namespace EmotionAI.Training.Torch.Text;

/// <summary>Names the tensors of a layer.</summary>
internal sealed record LayerNames(string Prefix, string Query, string Key, string Value, string Out, string AttentionNorm, string Inner, string Outer, string OutputNorm);
