namespace EmotionAI.Text;

/// <summary>Holds the vector of a text, and what it stands on.</summary>
/// <param name="Vector">The vector, of <see cref="TextEncoder.Dimensions"/> numbers.</param>
/// <param name="TokenCount">The number of tokens that were read, special tokens included.</param>
/// <param name="IsTruncated">Whether the text is longer than the model reads, and its end was cut off.</param>
public readonly record struct TextEmbedding(ReadOnlyMemory<float> Vector, int TokenCount, bool IsTruncated);
