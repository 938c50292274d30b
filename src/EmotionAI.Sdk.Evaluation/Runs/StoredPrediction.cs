namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds one prediction as a file has it.</summary>
internal sealed record StoredPrediction
{
    public required int Line { get; init; }

    public string Input { get; init; } = "";

    public string? Speaker { get; init; }

    public required IReadOnlyList<int> Truth { get; init; }

    /// <summary>Gets the predicted labels; null where they follow from the scores.</summary>
    public IReadOnlyList<int>? Predicted { get; init; }

    /// <summary>Gets the scores; null where there are none.</summary>
    public IReadOnlyList<double>? Scores { get; init; }
}
