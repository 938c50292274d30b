namespace EmotionAI.Evaluation.Metrics;

/// <summary>Compares how sure predictions are with how often they are right, bin by bin.</summary>
/// <param name="Bins">The bins, from the least sure on.</param>
/// <param name="ExpectedCalibrationError">The mean gap between confidence and accuracy, weighted by count, 0 to 1.</param>
/// <param name="MaximumCalibrationError">The largest gap of a bin that is not empty.</param>
internal sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins, double ExpectedCalibrationError, double MaximumCalibrationError)
{
    /// <summary>Gets the bins, from the least sure on.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; init => field = Frozen.Copy(value); } = Frozen.Copy(Bins);

    /// <summary>Cuts 0 to 1 into bins of equal width, each open below and closed above; 0 falls in the first.</summary>
    /// <param name="confidences">The score of each prediction.</param>
    /// <param name="outcomes">1 where the prediction is right, else 0.</param>
    /// <param name="bins">The number of bins.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there is no bin.</exception>
    public static CalibrationCurve EqualWidth(ReadOnlySpan<double> confidences, ReadOnlySpan<byte> outcomes, int bins)
    {
        Lengths.ThrowIfDifferent(confidences.Length, outcomes.Length, nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var counts = new int[bins];
        var sums = new double[bins];
        var hits = new int[bins];
        for (var i = 0; i < confidences.Length; i++)
        {
            var bin = BinOf(confidences[i], bins);
            counts[bin]++;
            sums[bin] += confidences[i];
            hits[bin] += outcomes[i] != 0 ? 1 : 0;
        }

        return Summarize(counts, sums, hits, confidences.Length);
    }

    /// <summary>Sorts the predictions and splits them into bins of equal count, the first ones longer by one where it does not divide.</summary>
    /// <param name="confidences">The score of each prediction.</param>
    /// <param name="outcomes">1 where the prediction is right, else 0.</param>
    /// <param name="bins">The number of bins.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is no bin, or a score is NaN.</exception>
    public static CalibrationCurve EqualMass(ReadOnlySpan<double> confidences, ReadOnlySpan<byte> outcomes, int bins)
    {
        Lengths.ThrowIfDifferent(confidences.Length, outcomes.Length, nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        return EqualMass(outcomes, ScoreOrder.Ascending(confidences, out var sorted), sorted, bins);
    }

    /// <param name="outcomes">1 where the prediction is right, else 0.</param>
    /// <param name="order">The positions of the scores, ascending, equal ones in their own order.</param>
    /// <param name="sorted">The scores, ascending.</param>
    /// <param name="bins">The number of bins.</param>
    internal static CalibrationCurve EqualMass(ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> order, ReadOnlySpan<double> sorted, int bins)
    {
        var counts = new int[bins];
        var sums = new double[bins];
        var hits = new int[bins];
        var next = 0;
        for (var bin = 0; bin < bins; bin++)
        {
            counts[bin] = (order.Length / bins) + (bin < order.Length % bins ? 1 : 0);
            for (var end = next + counts[bin]; next < end; next++)
            {
                sums[bin] += sorted[next];
                hits[bin] += outcomes[order[next]] != 0 ? 1 : 0;
            }
        }

        return Summarize(counts, sums, hits, order.Length);
    }

    /// <summary>Counts the interior edges that lie strictly below a score; an edge is the double nearest to i/bins.</summary>
    private static int BinOf(double score, int bins)
    {
        var bin = (int)Math.Clamp(score * bins, 0, bins - 1);
        while (bin > 0 && !((double)bin / bins < score))
        {
            bin--;
        }

        while (bin < bins - 1 && (double)(bin + 1) / bins < score)
        {
            bin++;
        }

        return bin;
    }

    private static CalibrationCurve Summarize(int[] counts, double[] sums, int[] hits, int total)
    {
        var bins = new CalibrationBin[counts.Length];
        double expected = 0, maximum = 0;
        for (var i = 0; i < bins.Length; i++)
        {
            if (counts[i] == 0)
            {
                bins[i] = new CalibrationBin(0, null, null);
                continue;
            }

            var confidence = sums[i] / counts[i];
            var accuracy = (double)hits[i] / counts[i];
            var gap = Math.Abs(accuracy - confidence);
            bins[i] = new CalibrationBin(counts[i], confidence, accuracy);
            expected += gap * counts[i] / total;
            maximum = Math.Max(maximum, gap);
        }

        return new CalibrationCurve(bins, expected, maximum);
    }
}
