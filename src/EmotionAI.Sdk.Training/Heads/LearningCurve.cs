namespace EmotionAI.Training.Heads;

/// <summary>Tells what more data would be worth: how well the model answers unseen speakers or texts when it learned from a part only.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class LearningCurve
{
    internal LearningCurve(IReadOnlyList<LearningCurvePoint> points)
    {
        Points = Frozen.Copy(points);
    }

    /// <summary>Gets the measured points, the smallest part first.</summary>
    public IReadOnlyList<LearningCurvePoint> Points { get; }

    /// <summary>Gets what doubling the samples brought, by a straight line through the points over the logarithm of their number.</summary>
    /// <value>A share: .06 is six points.</value>
    public double GainOfDoubling
    {
        get
        {
            var x = Points.Select(point => Math.Log2(point.Samples)).ToArray();
            var (meanX, meanY) = (x.Average(), Points.Average(point => point.Quality));
            var spread = x.Sum(value => (value - meanX) * (value - meanX));
            return spread > 0 ? x.Zip(Points, (value, point) => (value - meanX) * (point.Quality - meanY)).Sum() / spread : 0;
        }
    }

    /// <summary>Estimates what more samples would bring; the line bends in truth, so it is an upper estimate where the last points lie close together.</summary>
    /// <param name="more">How many samples more.</param>
    /// <returns>A share: .06 is six points.</returns>
    public double EstimateGain(int more)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(more);
        var samples = Points[^1].Samples;
        return GainOfDoubling * Math.Log2((samples + more) / (double)samples);
    }
}
