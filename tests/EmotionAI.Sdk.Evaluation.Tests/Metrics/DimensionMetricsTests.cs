using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Metrics;

public sealed class DimensionMetricsTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Compute_PredictionsEqualTruth_AgreesFully()
    {
        var metrics = DimensionMetrics.Compute([1, 2, 4], [1, 2, 4]);

        Assert.Equal(1, metrics.ConcordanceCorrelation!.Value, Tolerance);
        Assert.Equal(1, metrics.PearsonCorrelation!.Value, Tolerance);
        Assert.Equal(0, metrics.RootMeanSquaredError);
    }

    [Fact]
    public void Compute_ShiftedPredictions_LowersConcordanceOnly()
    {
        // Variances and covariance are 2/3, the means differ by 1: 2·(2/3) / (2/3 + 2/3 + 1) = 4/7.
        var metrics = DimensionMetrics.Compute([1, 2, 3], [2, 3, 4]);

        Assert.Equal(4.0 / 7, metrics.ConcordanceCorrelation!.Value, Tolerance);
        Assert.Equal(1, metrics.PearsonCorrelation!.Value, Tolerance);
        Assert.Equal(1, metrics.MeanAbsoluteError, Tolerance);
    }

    [Fact]
    public void Compute_ScaledAndReversed_IsNegative()
    {
        // Covariance -4/3, variances 2/3 and 8/3, means 2 and 4: -8/3 / (10/3 + 4) = -8/22.
        var metrics = DimensionMetrics.Compute([1, 2, 3], [6, 4, 2]);

        Assert.Equal(-8.0 / 22, metrics.ConcordanceCorrelation!.Value, Tolerance);
        Assert.Equal(-1, metrics.PearsonCorrelation!.Value, Tolerance);
    }

    [Fact]
    public void Compute_Constants_SaysWhatIsUndefined()
    {
        var one = DimensionMetrics.Compute([1, 2, 3], [2, 2, 2]);
        var both = DimensionMetrics.Compute([2, 2], [2, 2]);

        Assert.Equal(0, one.ConcordanceCorrelation);
        Assert.Null(one.PearsonCorrelation);
        Assert.Null(both.ConcordanceCorrelation);
    }

    [Fact]
    public void Compute_DifferentLengths_IsRefused() => Assert.Throws<ArgumentException>(() => DimensionMetrics.Compute([1, 2], [1]));
}
