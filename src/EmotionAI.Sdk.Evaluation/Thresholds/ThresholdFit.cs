namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Holds the exact answer to which threshold is best: every distinct score was tried as a cut, score ≥ cut.</summary>
/// <remarks>Several cuts can be equally good; <see cref="CutSmallest"/> is the usual choice.</remarks>
internal sealed record ThresholdFit
{
    /// <summary>Gets the value that the best cuts reach.</summary>
    public required double BestValue { get; init; }

    /// <summary>Gets the best value that is lower; null where every cut is equally good.</summary>
    public required double? NextBestValue { get; init; }

    /// <summary>Gets the number of cuts that were tried.</summary>
    public required int DistinctCutCount { get; init; }

    /// <summary>Gets the number of cuts that reach the best value.</summary>
    public required int BestCutCount { get; init; }

    /// <summary>Gets the best cuts, ascending; at most the 50 smallest.</summary>
    public required IReadOnlyList<double> BestCuts { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the smallest best cut: a score of the data.</summary>
    public required double CutSmallest { get; init; }

    /// <summary>Gets the largest best cut: a score of the data.</summary>
    public required double CutLargest { get; init; }

    /// <summary>Gets the middle between the smallest best cut and the next lower score, or 0: predicts the same here, and is more robust elsewhere.</summary>
    public required double MidpointOfSmallest { get; init; }

    /// <summary>Gets the middle between the largest best cut and the next lower score, or 0.</summary>
    public required double MidpointOfLargest { get; init; }
}
