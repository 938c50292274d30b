using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Finds the mistakes of which a model was surest, the worst first; of equals, that of the earlier sample. A sample is listed once.</summary>
internal static class WorstMistakes
{
    private const int FewestLabels = 4;

    /// <summary>Finds the wrong answers of a single-label model with the highest scores.</summary>
    public static IReadOnlyList<Mistake> Wrong(EvaluatedModel model, int most)
    {
        int[] predicted = [.. model.ToSingleLabel().Predicted];
        var mistakes = model.Samples.Select((sample, i) => MistakeOf(model, sample, predicted[i])).Where(mistake => mistake.Label != mistake.Sample.Truth[0]);
        return [.. mistakes.OrderByDescending(mistake => mistake.Score).Take(most)];
    }

    /// <summary>Finds the labels given wrongly whose scores are highest: nearest to 1 on the way there from the threshold.</summary>
    public static IReadOnlyList<Mistake> FalsePositives(EvaluatedModel model, int most) => Choose(
        model,
        model.Samples.SelectMany(sample => sample.Predicted.Except(sample.Truth).Select(label => MistakeOf(model, sample, label))),
        mistake => Share(1 - mistake.Score, 1 - (mistake.Threshold ?? 0)),
        most);

    /// <summary>Finds the true labels not given whose scores are lowest: nearest to 0 on the way there from the threshold.</summary>
    public static IReadOnlyList<Mistake> Missed(EvaluatedModel model, int most) => Choose(
        model,
        model.Samples.SelectMany(sample => sample.Truth.Except(sample.Predicted).Select(label => MistakeOf(model, sample, label))),
        mistake => Share(mistake.Score, mistake.Threshold ?? 1),
        most);

    /// <summary>Gives how often one label of a multi-label model may be in a list, so that the most frequent one does not fill it.</summary>
    public static int MostOfLabel(EvaluatedModel model, int most)
    {
        var labels = Math.Min(model.Labels.Count, FewestLabels);
        return (most + labels - 1) / labels;
    }

    private static Mistake[] Choose(EvaluatedModel model, IEnumerable<Mistake> mistakes, Func<Mistake, double> distance, int most)
    {
        var left = Enumerable.Repeat(MostOfLabel(model, most), model.Labels.Count).ToArray();
        return [.. mistakes.OrderBy(distance).DistinctBy(mistake => mistake.Sample, ReferenceEqualityComparer.Instance).Where(mistake => left[mistake.Label]-- > 0).Take(most)];
    }

    private static double Share(double? part, double whole) => part is { } value && whole > 0 ? value / whole : 0;

    private static Mistake MistakeOf(EvaluatedModel model, EvaluatedSample sample, int label) => new(
        sample,
        label,
        sample.Scores.Count > 0 ? sample.Scores[label] : null,
        model.ProblemType == ProblemType.MultiLabel && model.Thresholds.Count > 0 ? model.Thresholds[label] : null);
}
