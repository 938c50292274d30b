namespace EmotionAI;

/// <summary>Describes the model behind a classifier.</summary>
public sealed class EmotionClassifierMetadata
{
    /// <summary>Gets the name of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the labels in index order.</summary>
    public required EmotionLabels Labels { get; init; }

    /// <summary>Gets how the scores relate to each other.</summary>
    public required ProblemType ProblemType { get; init; }

    /// <summary>Gets the threshold of each label in [0, 1], in index order; empty where the model decides by the best score.</summary>
    public IReadOnlyList<double> Thresholds { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the factor on logits before the activation: 30 for cosines trained with a margin, the inverse of a fitted temperature, else 1.</summary>
    public float ScoreScale { get; init; } = 1;

    /// <summary>Gets the largest number of labels returned; null for no bound.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the largest number of tokens read, special tokens included; null for audio models.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Gets the languages of the texts that the model was trained on, as ISO 639 codes such as <c>en</c>; empty where its folder does not say.</summary>
    public IReadOnlyList<string> Languages { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the sample rate the model reads, in Hz; null for text models.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Gets the longest clip the model reads; null where it has no bound, and for text models.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Gets whether this is a mock.</summary>
    public bool IsMock { get; init; }
}
