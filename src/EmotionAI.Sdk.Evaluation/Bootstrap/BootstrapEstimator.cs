using System.Runtime.InteropServices;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Computes percentile bootstrap intervals (Efron), the same on every machine for the same seed.</summary>
/// <remarks>Safe for concurrent use where the metrics are. The ends are quantiles of the resamples, interpolated linearly as <c>numpy.quantile</c> does.</remarks>
internal static class BootstrapEstimator
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
        return EstimateAll(samples, Unnamed(metrics.Count), Join(metrics), Checked(samples, options), 1, cancellationToken);
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
        return CompareAll(samples, Unnamed(1), Join([first]), Join([second]), Checked(samples, options), 1, cancellationToken)[0];
    }

    /// <summary>Computes the intervals of several figures, each resample once for all of them, on every core.</summary>
    internal static IReadOnlyList<BootstrapInterval> EstimateAll(int samples, IReadOnlyList<string> names, ResampledFigures figures, BootstrapOptions options, CancellationToken cancellationToken) =>
        EstimateAll(samples, names, figures, Checked(samples, options), Environment.ProcessorCount, cancellationToken);

    /// <summary>Computes how much better one model is than another by several figures, each resample once for all of them, on every core.</summary>
    internal static IReadOnlyList<PairedDifference> CompareAll(int samples, IReadOnlyList<string> names, ResampledFigures first, ResampledFigures second, BootstrapOptions options, CancellationToken cancellationToken) =>
        CompareAll(samples, names, first, second, Checked(samples, options), Environment.ProcessorCount, cancellationToken);

    private static BootstrapInterval[] EstimateAll(int samples, IReadOnlyList<string> names, ResampledFigures figures, BootstrapOptions options, int cores, CancellationToken cancellationToken)
    {
        var values = Draw(samples, names.Count, figures, options, cores, cancellationToken);
        var estimates = OfAll(samples, names.Count, figures);
        return [.. values.Select((drawn, i) => Summarize(names[i], estimates[i], drawn, options))];
    }

    private static PairedDifference[] CompareAll(int samples, IReadOnlyList<string> names, ResampledFigures first, ResampledFigures second, BootstrapOptions options, int cores, CancellationToken cancellationToken)
    {
        var count = names.Count;
        var values = Draw(samples, count, Difference, options, cores, cancellationToken);
        var estimates = OfAll(samples, count, Difference);
        return [.. values.Select((drawn, i) => new PairedDifference(Summarize(names[i], estimates[i], drawn, options), PValue(drawn)))];

        void Difference(ReadOnlySpan<int> rows, Span<double> differences)
        {
            var others = new double[count];
            first(rows, differences);
            second(rows, others);
            for (var i = 0; i < count; i++)
            {
                differences[i] -= others[i];
            }
        }
    }

    private static double PValue(double[] values)
    {
        var below = values.Count(value => value <= 0);
        var above = values.Count(value => value >= 0);
        return Math.Min(1, 2.0 * (Math.Min(below, above) + 1) / (values.Count(value => !double.IsNaN(value)) + 1));
    }

    private static BootstrapOptions Checked(int samples, BootstrapOptions? options)
    {
        var rule = options ?? new BootstrapOptions();
        rule.Validate(samples);
        return rule;
    }

    private static string[] Unnamed(int count) => [.. Enumerable.Repeat("", count)];

    private static ResampledFigures Join(IReadOnlyList<ResampledMetric> metrics) => (rows, values) =>
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            values[i] = metrics[i](rows);
        }
    };

    private static double[] OfAll(int samples, int count, ResampledFigures figures)
    {
        var values = new double[count];
        figures((int[])[.. Enumerable.Range(0, samples)], values);
        return values;
    }

    /// <param name="cores">How many resamples are computed side by side: 1 for metrics of the caller, who need not bear more.</param>
    private static double[][] Draw(int samples, int count, ResampledFigures figures, BootstrapOptions options, int cores, CancellationToken cancellationToken)
    {
        var values = Enumerable.Range(0, count).Select(_ => new double[options.Resamples]).ToArray();
        var resampler = new Resampler(samples, options);
        var progress = new Lock();
        var done = 0;
        if (cores == 1)
        {
            var buffers = (Rows: new List<int>(samples), Drawn: new double[count]);
            for (var number = 0; number < options.Resamples; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Compute(number, buffers);
            }

            return values;
        }

        Parallel.For(
            0,
            options.Resamples,
            new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken },
            () => (Rows: new List<int>(samples), Drawn: new double[count]),
            (number, _, buffers) => Compute(number, buffers),
            _ => { });
        return values;

        (List<int> Rows, double[] Drawn) Compute(int number, (List<int> Rows, double[] Drawn) buffers)
        {
            resampler.Draw(number, buffers.Rows);
            figures(CollectionsMarshal.AsSpan(buffers.Rows), buffers.Drawn);
            for (var i = 0; i < count; i++)
            {
                values[i][number] = buffers.Drawn[i];
            }

            lock (progress)
            {
                options.Progress?.Report(++done);
            }

            return buffers;
        }
    }

    private static BootstrapInterval Summarize(string name, double estimate, double[] values, BootstrapOptions options)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        var mean = defined.Length == 0 ? double.NaN : defined.Average();
        var tail = (1 - options.ConfidenceLevel) / 2;
        return new BootstrapInterval
        {
            Name = name,
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
