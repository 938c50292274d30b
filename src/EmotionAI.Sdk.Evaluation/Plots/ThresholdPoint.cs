namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds what a threshold gives for one label.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Precision">The precision; null where nothing is predicted.</param>
/// <param name="Recall">The recall; null where nothing is true.</param>
internal sealed record ThresholdPoint(double Threshold, double? Precision, double? Recall)
{
    /// <summary>Computes the point: a label is predicted when score ≥ threshold, both as doubles.</summary>
    public static ThresholdPoint Compute(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores, double threshold)
    {
        int hits = 0, predicted = 0, support = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var chosen = scores[i] >= threshold ? 1 : 0;
            predicted += chosen;
            support += outcomes[i];
            hits += chosen & outcomes[i];
        }

        return new ThresholdPoint(threshold, predicted == 0 ? null : (double)hits / predicted, support == 0 ? null : (double)hits / support);
    }
}
