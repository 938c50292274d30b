using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds the figures of a model on a data set, with intervals.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// var measurement = ModelMeasurement.Compute(evaluated);
/// Console.WriteLine($"macro F1 {measurement.Macro.F1:0.000}, {measurement.Intervals[0].Lower:0.000} to {measurement.Intervals[0].Upper:0.000}");
/// measurement.ToArtefacts().WriteTo("eval_test");
/// </code></example>
public sealed class ModelMeasurement
{
    /// <summary>The name of the file of intervals.</summary>
    public const string IntervalsFileName = "metrics_intervals.json";

    /// <summary>The name of the file of answers: one JSON object a sample.</summary>
    public const string PredictionsFileName = "predictions.jsonl";

    private ModelMeasurement(EvaluatedModel evaluated, SingleLabelMetrics? singleLabel, MultiLabelMetrics? multiLabel, IReadOnlyList<BootstrapInterval> intervals)
    {
        Evaluated = evaluated;
        SingleLabel = singleLabel;
        MultiLabel = multiLabel;
        Intervals = Frozen.Copy(intervals);
        Figures = singleLabel is not null ? MeasuredFigures.Of(singleLabel) : MeasuredFigures.Of(multiLabel!);
    }

    /// <summary>Gets the answers that were measured.</summary>
    public EvaluatedModel Evaluated { get; }

    /// <summary>Gets every figure by name: first those of <c>metrics_overall.json</c>, such as <c>macro_f1</c>, under its keys, then the others. NaN is one that is not defined.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Gets the figures of <c>metrics_overall.json</c> under its keys, in its order. NaN is one that is not defined.</summary>
    public IReadOnlyDictionary<string, double> OverallFigures => field ??= MeasuredFigures.Of(Overall);

    /// <summary>Gets the main figures with their intervals, the most telling one first.</summary>
    public IReadOnlyList<BootstrapInterval> Intervals { get; }

    /// <summary>Gets the plain means over all labels; one without samples counts 0.</summary>
    public AverageMetrics Macro => SingleLabel?.Macro ?? MultiLabel!.Macro;

    /// <summary>Gets the averages over summed counts; of a single-label model precision, recall and F1 are its accuracy.</summary>
    public AverageMetrics Micro => SingleLabel?.Micro ?? MultiLabel!.Micro;

    /// <summary>Gets the means over labels weighted by support.</summary>
    public AverageMetrics Weighted => SingleLabel?.Weighted ?? MultiLabel!.Weighted;

    /// <summary>Gets the labels that were true against those predicted; null for a multi-label model.</summary>
    public ConfusionMatrix? ConfusionMatrix => SingleLabel?.ConfusionMatrix;

    /// <summary>Gets the figures of each label in index order.</summary>
    public IReadOnlyList<ClassMetrics> Classes => SingleLabel?.Classes ?? MultiLabel!.Classes;

    /// <summary>Gets the figures of a single-label model; null for another.</summary>
    internal SingleLabelMetrics? SingleLabel { get; }

    /// <summary>Gets the figures of a multi-label model; null for another.</summary>
    internal MultiLabelMetrics? MultiLabel { get; }

    /// <summary>Gets the figures under the keys of <c>metrics_overall.json</c>.</summary>
    internal OverallMetrics Overall => SingleLabel is { } metrics ? OverallMetrics.Create(metrics) : OverallMetrics.Create(MultiLabel!);

    /// <summary>Computes the figures.</summary>
    /// <param name="evaluated">The answers.</param>
    /// <param name="options">How to estimate intervals; null for the defaults. Where every speaker is known, they are drawn within speakers.</param>
    /// <param name="cancellationToken">Ends the computation early.</param>
    /// <returns>The figures.</returns>
    public static ModelMeasurement Compute(EvaluatedModel evaluated, BootstrapOptions? options = null, CancellationToken cancellationToken = default) =>
        Compute(evaluated, options, startFigures: null, cancellationToken);

    /// <summary>Computes the figures of much data, with progress in both phases: first of the intervals (<see cref="BootstrapOptions.Progress"/>), then of the figures.</summary>
    /// <param name="evaluated">The answers.</param>
    /// <param name="options">How to estimate intervals; null for the defaults.</param>
    /// <param name="startFigures">Told the number of steps when the intervals are done, gives what learns how many of the figures are; null for nobody.</param>
    /// <param name="cancellationToken">Ends the computation early.</param>
    /// <returns>The figures.</returns>
    public static ModelMeasurement Compute(EvaluatedModel evaluated, BootstrapOptions? options, Func<int, IProgress<int>>? startFigures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        var rule = (options ?? new BootstrapOptions()).For(evaluated.Speakers);
        var single = evaluated.ProblemType == ProblemType.SingleLabel ? evaluated.ToSingleLabel() : null;
        var multi = evaluated.ProblemType == ProblemType.MultiLabel ? evaluated.ToMultiLabel() : null;
        var figures = single is not null ? MainFigures.Of(single) : MainFigures.Of(multi!);
        var intervals = BootstrapEstimator.EstimateAll(evaluated.Samples.Count, figures.Names, figures.Compute, rule, cancellationToken);
        var labels = evaluated.Labels.Count;
        var progress = startFigures?.Invoke(single is null ? MultiLabelScoreMetrics.StepsOf(labels) : SingleLabelScoreMetrics.StepsOf(labels));
        return new ModelMeasurement(
            evaluated,
            single is null ? null : SingleLabelMetrics.Compute(single, progress, cancellationToken),
            multi is null ? null : MultiLabelMetrics.Compute(multi, progress, cancellationToken),
            intervals);
    }

    /// <summary>Writes the figures of each label and their averages as scikit-learn's <c>classification_report</c> prints them.</summary>
    /// <param name="digits">The digits after the point.</param>
    /// <returns>The text.</returns>
    public string FormatReport(int digits = 2) => ClassificationReportText.Format(SingleLabel is { } metrics ? ClassificationReport.Create(metrics) : ClassificationReport.Create(MultiLabel!), digits);

    /// <summary>Draws the pictures that fit the model: confusion matrices and reliability for one label a sample, precision–recall curves and the sweep of thresholds for several; F1 bars for both.</summary>
    /// <returns>The pictures by name, without an ending.</returns>
    public IReadOnlyDictionary<string, Picture> DrawPictures() => EvaluationPictures.Draw(this);

    /// <summary>Makes the files of an <c>eval_test</c> folder, with the intervals and the answers beside those of the seed.</summary>
    /// <param name="meta">What was measured on what, or null.</param>
    /// <returns>The files.</returns>
    public EvaluationArtefacts ToArtefacts(ModelMeta? meta = null)
    {
        var artefacts = SingleLabel is { } metrics ? EvaluationArtefacts.Create(metrics, meta) : EvaluationArtefacts.Create(MultiLabel!, meta);
        artefacts.Add(IntervalsFileName, IntervalsJson.Format(Intervals, Evaluated.Speakers is not null));
        artefacts.Add(PredictionsFileName, PredictionsFile.Format(Evaluated));
        return artefacts;
    }
}
