using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Compares two models on the same samples.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels are matched by name: the models may have them in another order.</remarks>
/// <example><code>
/// var comparison = ModelComparison.Compute(evaluated, other);
/// Console.WriteLine(comparison.Differences[0].PValue);
/// </code></example>
public sealed class ModelComparison
{
    private ModelComparison(ModelMeasurement first, ModelMeasurement second, IReadOnlyList<MetricDifference> differences, IReadOnlyList<Disagreement> disagreements)
    {
        First = first;
        Second = second;
        Differences = Frozen.Copy(differences);
        Disagreements = Frozen.Copy(disagreements);
    }

    /// <summary>Gets the figures of the first model.</summary>
    public ModelMeasurement First { get; }

    /// <summary>Gets the figures of the second model.</summary>
    public ModelMeasurement Second { get; }

    /// <summary>Gets the main figures of both, and how sure their difference is.</summary>
    public IReadOnlyList<MetricDifference> Differences { get; }

    /// <summary>Gets the samples on which the models answer differently, in the order of the data.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get; }

    /// <summary>Compares what two models answered.</summary>
    /// <param name="first">The answers of the first model.</param>
    /// <param name="second">The answers of the second model, on the same samples.</param>
    /// <param name="options">How to estimate intervals; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation early.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="EmotionAIException">The models have other labels or another kind of problem, or answered on other samples.</exception>
    public static ModelComparison Compute(EvaluatedModel first, EvaluatedModel second, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Check(first, second);
        var rule = (options ?? new BootstrapOptions()).For(first.Speakers);
        var (measuredFirst, measuredSecond) = (ModelMeasurement.Compute(first, rule, cancellationToken), ModelMeasurement.Compute(second, rule, cancellationToken));
        var (figuresFirst, figuresSecond) = (FiguresOf(first), FiguresOf(second));
        var differences = BootstrapEstimator.CompareAll(first.Samples.Count, figuresFirst.Names, figuresSecond.Compute, figuresFirst.Compute, rule, cancellationToken);
        return new ModelComparison(
            measuredFirst,
            measuredSecond,
            [
                .. differences.Select((difference, i) => new MetricDifference(measuredFirst.Intervals[i].Estimate, measuredSecond.Intervals[i].Estimate, difference)),
            ],
            [.. first.Samples.Zip(second.Samples, (a, b) => Answers(first, a, second, b)).Where(answer => !answer.First.SequenceEqual(answer.Second))]);
    }

    private static MainFigures FiguresOf(EvaluatedModel model) => model.ProblemType == ProblemType.SingleLabel ? MainFigures.Of(model.ToSingleLabel()) : MainFigures.Of(model.ToMultiLabel());

    private static Disagreement Answers(EvaluatedModel first, EvaluatedSample a, EvaluatedModel second, EvaluatedSample b) =>
        new(a.Input, Names(first, a.Truth), Names(first, a.Predicted), Names(second, b.Predicted));

    private static string[] Names(EvaluatedModel model, IReadOnlyList<int> labels) => [.. labels.Select(label => model.Labels[label]).Order(StringComparer.Ordinal)];

    private static void Check(EvaluatedModel first, EvaluatedModel second)
    {
        if (first.ProblemType != second.ProblemType || !first.Labels.Order(StringComparer.Ordinal).SequenceEqual(second.Labels.Order(StringComparer.Ordinal)))
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid,
                $"'{first.ModelId}' ({first.ProblemType}: {string.Join(", ", first.Labels)}) and '{second.ModelId}' ({second.ProblemType}: {string.Join(", ", second.Labels)}) cannot be compared; the same labels and kind of problem are needed.");
        }

        if (!first.Samples.Select(sample => sample.Input).SequenceEqual(second.Samples.Select(sample => sample.Input)))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{first.ModelId}' answered on {first.Samples.Count} samples and '{second.ModelId}' on {second.Samples.Count}, not all of them the same; the same samples are needed.");
        }
    }
}
