namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Names what brings frames to the width of the layers.</summary>
/// <param name="Norm">The normalization of frames; null for none.</param>
/// <param name="Linear">The linear layer; null where the widths are equal and there is none.</param>
internal sealed record FrameProjection(string? Norm, string? Linear)
{
    public static FrameProjection Standard { get; } = new("feature_projection.layer_norm", "feature_projection.projection");
}
