namespace EmotionAI.Models.Heads;

/// <summary>Says how the frames of a clip become one vector.</summary>
internal enum FramePooling
{
    Mean,
    Sum,
    Maximum,
}
