using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Holds a fitted head with what was learned of the data on the way.</summary>
internal sealed class HeadFitResult
{
    /// <summary>Gets the layer, with the temperature in it.</summary>
    public required LinearHead Head { get; init; }

    public required CrossValidatedFit Search { get; init; }

    /// <summary>Gets the temperature; 1 for a multi-label head.</summary>
    public required double Temperature { get; init; }

    public required LabelMatrix Truth { get; init; }

    /// <summary>Gets the scores of each sample by the fit that had not seen it, cooled.</summary>
    public required ScoreMatrix OutOfFoldScores { get; init; }

    public LearningCurve? Curve { get; init; }

    public required IReadOnlyList<DoubtfulLabel> Doubts { get; init; }
}
