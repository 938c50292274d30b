namespace EmotionAI.Evaluation.Metrics;

/// <summary>Adds numbers in the order in which <c>numpy.sum</c> does, so that means agree with scikit-learn's to the last digit; the error grows with the logarithm of their number.</summary>
internal static class PairwiseSum
{
    private const int Lanes = 8;
    private const int Block = 128;

    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length > Block)
        {
            var half = values.Length / 2;
            half -= half % Lanes;
            return Of(values[..half]) + Of(values[half..]);
        }

        var whole = values.Length < Lanes ? 0 : values.Length - (values.Length % Lanes);
        var sum = whole == 0 ? 0 : OfLanes(values[..whole]);
        foreach (var value in values[whole..])
        {
            sum += value;
        }

        return sum;
    }

    private static double OfLanes(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        values[..Lanes].CopyTo(lanes);
        for (var i = Lanes; i < values.Length; i++)
        {
            lanes[i % Lanes] += values[i];
        }

        return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
}
