namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds a ranking measure of each label and its averages. A label for which it is undefined has null, and is said.</summary>
/// <param name="PerClass">The measure of each label in index order; null where it is undefined.</param>
/// <param name="Weighted">The mean weighted by support, as scikit-learn's: 0 where nothing is supported, null where a supported label is undefined.</param>
internal sealed record ClassScores(IReadOnlyList<double?> PerClass, double? Weighted)
{
    /// <summary>Gets the measure of each label in index order; null where it is undefined.</summary>
    public IReadOnlyList<double?> PerClass { get; init => field = Frozen.Copy(value); } = Frozen.Copy(PerClass);

    /// <summary>Gets the number of labels for which the measure is defined.</summary>
    public int DefinedCount => PerClass.Count(value => value is not null);

    /// <summary>Gets the plain mean over all labels; null as soon as one is undefined.</summary>
    public double? Macro => DefinedCount == PerClass.Count ? MacroOverDefined : null;

    /// <summary>Gets the plain mean over the labels for which the measure is defined; null where there is none. Print <see cref="DefinedCount"/> beside it.</summary>
    public double? MacroOverDefined => PerClass.Average();

    internal static ClassScores Create(double?[] perClass, IReadOnlyList<long> support)
    {
        double? sum = 0;
        long weights = 0;
        for (var i = 0; i < perClass.Length; i++)
        {
            sum += support[i] == 0 ? 0 : support[i] * perClass[i];
            weights += support[i];
        }

        return new ClassScores(perClass, weights == 0 ? 0 : sum / weights);
    }
}
