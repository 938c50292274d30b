namespace EmotionAI.Training.Torch.Text;

/// <summary>Names the settings in <c>config.json</c>; DistilBERT has none for the epsilon of its normalizations.</summary>
internal sealed record SettingNames(string Hidden, string Heads, string Layers, string Inner, string Activation, string? Epsilon);
