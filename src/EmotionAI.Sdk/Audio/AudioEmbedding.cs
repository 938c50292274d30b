namespace EmotionAI.Audio;

/// <summary>Holds the vector of a clip, and what it stands on.</summary>
/// <param name="Vector">The vector, of <see cref="AudioEncoder.Dimensions"/> numbers.</param>
/// <param name="IsTruncated">Whether the clip is longer than the model reads, and its end was cut off.</param>
/// <param name="Quality">What the sound is like, and whether somebody speaks.</param>
public readonly record struct AudioEmbedding(ReadOnlyMemory<float> Vector, bool IsTruncated, AudioQuality Quality);
