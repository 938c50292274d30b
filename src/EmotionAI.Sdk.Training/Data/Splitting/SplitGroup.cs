namespace EmotionAI.Training.Data.Splitting;

/// <summary>Is what goes into one part whole.</summary>
/// <param name="Key">What names it whatever the order of the data: a speaker, or what its samples hold.</param>
/// <param name="Labels">The index of every label of every sample, with repetitions.</param>
/// <param name="Size">The number of samples.</param>
internal sealed record SplitGroup(string Key, IReadOnlyList<int> Labels, int Size);
