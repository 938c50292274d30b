using EmotionAI.Bundles;

namespace EmotionAI.Jobs;

/// <summary>Says what the inputs of a job are, how scores become labels, and what its results hold.</summary>
public sealed record JobSettings
{
    /// <summary>Gets what the inputs are: texts, or paths of recordings.</summary>
    /// <value>The default value is <see cref="ModelModality.Text"/>.</value>
    public ModelModality Modality { get; init; }

    /// <summary>Gets the largest number of labels of a result, 1 or more.</summary>
    /// <value>The default value is null: the model's own.</value>
    public int? TopK { get; init; }

    /// <summary>Gets the threshold in [0, 1] that every label must reach.</summary>
    /// <value>The default value is null: the model's own thresholds.</value>
    public double? Threshold { get; init; }

    /// <summary>Gets whether results hold the score of every label.</summary>
    /// <value>The default value is false.</value>
    public bool AllScores { get; init; }

    /// <summary>Gets whether results hold the outputs of the model before the activation.</summary>
    /// <value>The default value is false.</value>
    public bool Logits { get; init; }

    internal ClassificationOptions Rule => new() { TopK = TopK, Threshold = Threshold };
}
