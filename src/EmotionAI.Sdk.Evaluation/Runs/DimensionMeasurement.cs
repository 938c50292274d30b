using System.Collections.ObjectModel;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds the figures of a model of quantities on a data set, with intervals.</summary>
/// <remarks>Immutable and safe for concurrent use. Concordance correlation is Lin's, with population moments, as audEERING's <c>audmetric.concordance_cc</c> computes it.</remarks>
public sealed class DimensionMeasurement
{
    /// <summary>The key of the mean concordance correlation.</summary>
    internal const string MeanName = "ccc_mean";

    private DimensionMeasurement(EvaluatedDimensions evaluated, IReadOnlyList<BootstrapInterval> intervals)
    {
        Evaluated = evaluated;
        Intervals = Frozen.Copy(intervals);
        Dimensions = Frozen.Copy<DimensionMetrics>([.. evaluated.Dimensions.Select((_, i) => DimensionMetrics.Compute(evaluated.Truth.Column(i), evaluated.Predicted.Column(i)))]);
        Figures = new ReadOnlyDictionary<string, double>(new OrderedDictionary<string, double>(Values().Select(metric => KeyValuePair.Create(metric.Name, metric.Value)), StringComparer.Ordinal));
    }

    /// <summary>Gets the answers that were measured.</summary>
    public EvaluatedDimensions Evaluated { get; }

    /// <summary>Gets the figures of each dimension, in the order of <see cref="EvaluatedDimensions.Dimensions"/>.</summary>
    public IReadOnlyList<DimensionMetrics> Dimensions { get; }

    /// <summary>Gets the mean of the concordance correlations; null where one is not defined.</summary>
    public double? MeanConcordance => Dimensions.All(metrics => metrics.ConcordanceCorrelation is not null) ? Dimensions.Average(metrics => metrics.ConcordanceCorrelation) : null;

    /// <summary>Gets every figure by name, as in <c>metrics_overall.json</c>: <c>ccc_mean</c>, and for each dimension <c>ccc_</c>, <c>pearson_</c>, <c>rmse_</c> and <c>mae_</c> with its name. NaN is one that is not defined.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Gets the concordance correlations with their intervals, the mean first.</summary>
    public IReadOnlyList<BootstrapInterval> Intervals { get; }

    /// <summary>Computes the figures.</summary>
    /// <param name="evaluated">The answers.</param>
    /// <param name="options">How to estimate intervals; null for the defaults. Where every speaker is known, they are drawn within speakers.</param>
    /// <param name="cancellationToken">Ends the computation early.</param>
    /// <returns>The figures.</returns>
    public static DimensionMeasurement Compute(EvaluatedDimensions evaluated, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        var rule = (options ?? new BootstrapOptions()).For(evaluated.Speakers);
        string[] names = [MeanName, .. evaluated.Dimensions.Select(Concordance)];
        return new DimensionMeasurement(evaluated, BootstrapEstimator.EstimateAll(evaluated.Truth.Rows, names, (rows, values) => Concordances(evaluated, rows, values), rule, cancellationToken));
    }

    /// <summary>Makes the files of an <c>eval_test</c> folder: overall metrics, intervals, the answers, the dimensions, and meta data where given.</summary>
    /// <param name="meta">What was measured on what, or null.</param>
    /// <returns>The files.</returns>
    public EvaluationArtefacts ToArtefacts(ModelMeta? meta = null)
    {
        var artefacts = EvaluationArtefacts.Create(Evaluated.Dimensions, OverallMetrics.Create(Values()), meta);
        artefacts.Add(ModelMeasurement.IntervalsFileName, IntervalsJson.Format(Intervals, Evaluated.Speakers is not null));
        artefacts.Add(ModelMeasurement.PredictionsFileName, DimensionAnswers.Format(Evaluated));
        return artefacts;
    }

    private static string Concordance(string dimension) => $"ccc_{dimension}";

    private static void Concordances(EvaluatedDimensions evaluated, ReadOnlySpan<int> rows, Span<double> values)
    {
        values[0] = 0;
        for (var i = 0; i < evaluated.Dimensions.Count; i++)
        {
            values[i + 1] = DimensionMetrics.Concordance(evaluated.Truth, evaluated.Predicted, i, rows) ?? double.NaN;
            values[0] += values[i + 1];
        }

        values[0] /= evaluated.Dimensions.Count;
    }

    private List<OverallMetric> Values()
    {
        List<OverallMetric> values = [new(MeanName, MeanConcordance ?? double.NaN)];
        foreach (var (name, metrics) in Evaluated.Dimensions.Zip(Dimensions))
        {
            values.Add(new(Concordance(name), metrics.ConcordanceCorrelation ?? double.NaN));
            values.Add(new($"pearson_{name}", metrics.PearsonCorrelation ?? double.NaN));
            values.Add(new($"rmse_{name}", metrics.RootMeanSquaredError));
            values.Add(new($"mae_{name}", metrics.MeanAbsoluteError));
        }

        values.Add(new("num_samples", Evaluated.Truth.Rows, IsWhole: true));
        return values;
    }
}
