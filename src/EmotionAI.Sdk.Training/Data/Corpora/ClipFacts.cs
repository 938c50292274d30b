namespace EmotionAI.Training.Data.Corpora;

/// <summary>Is what the name of a recording says.</summary>
/// <param name="Label">The label.</param>
/// <param name="Speaker">The speaker.</param>
/// <param name="Omission">Why it is left out by rule; null where it is not.</param>
/// <param name="Key">What no other recording of the corpus has, so that a second copy is seen; null for the name itself.</param>
internal readonly record struct ClipFacts(string Label, string Speaker, string? Omission = null, string? Key = null);
