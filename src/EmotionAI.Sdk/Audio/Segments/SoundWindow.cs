namespace EmotionAI.Audio.Segments;

/// <summary>Is one window of a recording.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">The sample behind its last.</param>
/// <param name="Clip">Its samples.</param>
internal readonly record struct SoundWindow(long Start, long End, AudioClip Clip);
