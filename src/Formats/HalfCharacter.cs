namespace EmotionAI.Formats;

/// <summary>Half a character of a JSON text.</summary>
/// <param name="Offset">Where its escape begins, in bytes.</param>
/// <param name="Escape">The escape without its backslash, as the file had it.</param>
internal readonly record struct HalfCharacter(int Offset, string Escape);
