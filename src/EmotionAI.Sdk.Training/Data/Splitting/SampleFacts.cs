using EmotionAI.Training.Data.Corpora;

namespace EmotionAI.Training.Data.Splitting;

/// <summary>Is a sample with what decides on its part.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="ContentKey">The same for the same content only: a hash of a recording, the words of a text.</param>
internal sealed record SampleFacts(CorpusSample Sample, string ContentKey);
