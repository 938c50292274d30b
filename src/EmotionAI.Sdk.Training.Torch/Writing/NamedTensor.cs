namespace EmotionAI.Training.Torch.Writing;

/// <summary>Is a tensor with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Values">The elements, row-major.</param>
internal sealed record NamedTensor(string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values);
