namespace EmotionAI.Inference;

/// <summary>Holds everything that turns the logits of a model into a prediction.</summary>
internal sealed class DecisionRule
{
    public required string ModelId { get; init; }

    public required EmotionLabels Labels { get; init; }

    public required ProblemType ProblemType { get; init; }

    public required Activation Activation { get; init; }

    /// <summary>Gets the factor applied to logits before the activation: 30 for cosines trained with a margin, else 1.</summary>
    public float LogitScale { get; init; } = 1;

    /// <summary>Gets the threshold of each label, in index order; empty where the best score decides.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>Gets the largest number of labels; null for no bound.</summary>
    public int? TopK { get; init; }
}
