namespace EmotionAI.Multimodal;

/// <summary>Is what somebody said: the words, and how they sound.</summary>
/// <param name="Text">The words; null or empty where they are not known.</param>
/// <param name="Clip">The sound; null where there is none.</param>
public sealed record TextAndSpeech(string? Text, AudioClip? Clip);
