using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds a bin that is not empty and where it is drawn.</summary>
/// <param name="Left">The left edge, 0 to 1.</param>
/// <param name="Right">The right edge, 0 to 1.</param>
/// <param name="Count">The number of predictions.</param>
/// <param name="Confidence">Their mean score.</param>
/// <param name="Accuracy">The share of them that is right.</param>
internal sealed record ReliabilityBin(double Left, double Right, int Count, double Confidence, double Accuracy)
{
    private const double Slack = 1e-9;

    /// <summary>Places bins: at the edges i/bins where all means lie between these, else half way between the means.</summary>
    public static IReadOnlyList<ReliabilityBin> Place(IReadOnlyList<CalibrationBin> bins)
    {
        var filled = bins.Select((bin, i) => (bin, i)).Where(pair => pair.bin.Count > 0).Select(pair => (pair.i, pair.bin.Count, Confidence: pair.bin.Confidence!.Value, Accuracy: pair.bin.Accuracy!.Value)).ToList();
        var width = 1.0 / bins.Count;
        var equal = filled.All(bin => bin.Confidence >= (bin.i * width) - Slack && bin.Confidence <= ((bin.i + 1) * width) + Slack);
        double Edge(int i) => i == 0 ? 0 : i == filled.Count ? 1 : (filled[i - 1].Confidence + filled[i].Confidence) / 2;
        return
        [
            .. filled.Select((bin, i) => new ReliabilityBin(
                equal ? bin.i * width : Edge(i), equal ? (bin.i + 1) * width : Edge(i + 1), bin.Count, bin.Confidence, bin.Accuracy)),
        ];
    }
}
