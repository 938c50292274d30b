namespace EmotionAI.Training.Data.Clips;

/// <summary>Is what was found of a recording.</summary>
/// <param name="Hash">The SHA-256 of its bytes, in hexadecimal; null where it cannot be read.</param>
/// <param name="Fault">What is wrong with it; null for nothing.</param>
/// <param name="Written">Its name in the folder of the recordings that were written; null where none are.</param>
/// <param name="IsIncomplete">Whether it ends before what it announces.</param>
internal sealed record ClipResult(string? Hash, string? Fault, string? Written = null, bool IsIncomplete = false);
