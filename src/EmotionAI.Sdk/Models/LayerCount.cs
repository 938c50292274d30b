namespace EmotionAI.Models;

/// <summary>Says how often something is written, and which setting says so.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Count">The number.</param>
internal readonly record struct LayerCount(string Key, long Count);
