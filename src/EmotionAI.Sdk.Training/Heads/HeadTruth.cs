using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Holds what the outputs should be, and how much each sample counts.</summary>
/// <param name="labels">The true labels, <c>[samples, labels]</c>; of a single-label problem one in each row.</param>
/// <param name="problemType">Whether softmax or a sigmoid for each label makes scores of the outputs.</param>
/// <param name="isBalanced">Whether each class of a single-label problem counts alike, as scikit-learn's <c>class_weight="balanced"</c> does.</param>
internal sealed class HeadTruth(LabelMatrix labels, ProblemType problemType, bool isBalanced)
{
    private readonly double[]? _classWeights = isBalanced && problemType == ProblemType.SingleLabel ? Balance(labels) : null;

    public LabelMatrix Labels => labels;

    public ProblemType ProblemType => problemType;

    public int Samples => labels.Rows;

    public int Outputs => labels.Columns;

    public HeadTruth Select(IReadOnlyList<int> rows) => new(labels.Select([.. rows]), problemType, isBalanced);

    public double WeightOf(int row) => _classWeights?[labels.Row(row).IndexOf((byte)1)] ?? 1;

    private static double[] Balance(LabelMatrix labels)
    {
        var counts = new int[labels.Columns];
        for (var row = 0; row < labels.Rows; row++)
        {
            counts[labels.Row(row).IndexOf((byte)1)]++;
        }

        var present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count > 0 ? (double)labels.Rows / (present * count) : 0)];
    }
}
