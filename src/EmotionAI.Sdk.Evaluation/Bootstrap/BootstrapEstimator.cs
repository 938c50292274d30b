namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Computes percentile bootstrap intervals (Efron), the same on every machine for the same seed.</summary>
/// <remarks>Safe for concurrent use where the metrics are. The ends are quantiles of the resamples, interpolated linearly as <c>numpy.quantile</c> does.</remarks>
public static class BootstrapEstimator
{
    /// <summary>Computes the interval of one figure.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="metric">Computes the figure.</param>
    /// <param name="options">How to draw; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation between two resamples.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public static BootstrapInterval Estimate(int samples, ResampledMetric metric, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return EstimateAll(samples, [metric], options, cancellationToken)[0];
    }

    /// <summary>Computes the intervals of several figures on the same resamples.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="metrics">Compute the figures.</param>
    /// <param name="options">How to draw; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation between two resamples.</param>
    /// <returns>The intervals in the order of the metrics.</returns>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public static IReadOnlyList<BootstrapInterval> EstimateAll(
        int samples, IReadOnlyList<ResampledMetric> metrics, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentNullException.ThrowIfNull(metrics);
        var rule = options ?? new BootstrapOptions();
        rule.Validate(samples);
        var values = Draw(samples, metrics, rule, cancellationToken);
        int[] all = [.. Enumerable.Range(0, samples)];
        return [.. metrics.Select((metric, i) => Summarize(metric(all), values[i], rule))];
    }

    /// <summary>Computes how much better one model is than another: both are measured on the same resamples.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="first">Computes the figure of the first model.</param>
    /// <param name="second">Computes the figure of the second model.</param>
    /// <param name="options">How to draw; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation between two resamples.</param>
    /// <returns>The difference, first less second.</returns>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public static PairedDifference Compare(
        int samples, ResampledMetric first, ResampledMetric second, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var rule = options ?? new BootstrapOptions();
        rule.Validate(samples);
        double Difference(ReadOnlySpan<int> rows) => first(rows) - second(rows);
        var values = Draw(samples, [Difference], rule, cancellationToken)[0];
        int[] all = [.. Enumerable.Range(0, samples)];
        var below = values.Count(value => value <= 0);
        var above = values.Count(value => value >= 0);
        var p = 2.0 * (Math.Min(below, above) + 1) / (values.Count(value => !double.IsNaN(value)) + 1);
        return new PairedDifference(Summarize(Difference(all), values, rule), Math.Min(1, p));
    }

    private static double[][] Draw(int samples, IReadOnlyList<ResampledMetric> metrics, BootstrapOptions options, CancellationToken cancellationToken)
    {
        double[][] values = [.. metrics.Select(_ => new double[options.Resamples])];
        var resampler = new Resampler(samples, options);
        for (var number = 0; number < options.Resamples; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = resampler.Draw(number);
            for (var i = 0; i < metrics.Count; i++)
            {
                values[i][number] = metrics[i](rows);
            }
        }

        return values;
    }

    private static BootstrapInterval Summarize(double estimate, double[] values, BootstrapOptions options)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        var mean = defined.Length == 0 ? double.NaN : defined.Average();
        var tail = (1 - options.ConfidenceLevel) / 2;
        return new BootstrapInterval
        {
            Estimate = estimate,
            Lower = Quantile(defined, tail),
            Upper = Quantile(defined, 1 - tail),
            StandardError = Math.Sqrt(defined.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, defined.Length - 1)),
            ConfidenceLevel = options.ConfidenceLevel,
            Resamples = options.Resamples,
            UndefinedCount = values.Length - defined.Length,
            Seed = options.Seed,
        };
    }

    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var position = share * (sorted.Length - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
