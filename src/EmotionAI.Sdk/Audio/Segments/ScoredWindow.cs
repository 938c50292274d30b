namespace EmotionAI.Audio.Segments;

/// <summary>Holds what the model found in one window.</summary>
/// <param name="Start">Its first frame.</param>
/// <param name="End">The frame behind its last one.</param>
/// <param name="Scores">The score of every label.</param>
/// <param name="IsCancelled">Whether its channels cancelled each other.</param>
internal sealed record ScoredWindow(long Start, long End, float[] Scores, bool IsCancelled);
