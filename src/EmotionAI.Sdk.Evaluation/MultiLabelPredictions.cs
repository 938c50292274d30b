namespace EmotionAI.Evaluation;

/// <summary>Holds what a multi-label model answered on samples whose labels are known.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class MultiLabelPredictions
{
    /// <summary>Creates the predictions.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="predicted">The predicted labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>, where they are known.</param>
    /// <exception cref="ArgumentException">There is no sample, or the shapes differ.</exception>
    public MultiLabelPredictions(EmotionLabels labels, LabelMatrix truth, LabelMatrix predicted, ScoreMatrix? scores = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Check(truth.Rows, truth.Columns, truth.Rows, labels.Count, nameof(truth));
        Check(predicted.Rows, predicted.Columns, truth.Rows, labels.Count, nameof(predicted));
        Check(scores?.Rows ?? truth.Rows, scores?.Columns ?? labels.Count, truth.Rows, labels.Count, nameof(scores));
        if (truth.Rows == 0)
        {
            throw new ArgumentException("There is no sample; one or more are allowed.", nameof(truth));
        }

        Labels = labels;
        Truth = truth;
        Predicted = predicted;
        Scores = scores;
    }

    /// <summary>Gets the labels in index order.</summary>
    public EmotionLabels Labels { get; }

    /// <summary>Gets the number of samples.</summary>
    public int Count => Truth.Rows;

    /// <summary>Gets the true labels, <c>[samples, labels]</c>.</summary>
    public LabelMatrix Truth { get; }

    /// <summary>Gets the predicted labels, <c>[samples, labels]</c>.</summary>
    public LabelMatrix Predicted { get; }

    /// <summary>Gets the scores, <c>[samples, labels]</c>, where they are known.</summary>
    public ScoreMatrix? Scores { get; }

    /// <summary>Creates the predictions from scores.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <param name="thresholds">One threshold a label: it is predicted when score ≥ threshold, both as doubles.</param>
    /// <returns>The predictions.</returns>
    public static MultiLabelPredictions FromScores(EmotionLabels labels, LabelMatrix truth, ScoreMatrix scores, ReadOnlySpan<double> thresholds) =>
        new(labels, truth, LabelMatrix.FromScores(scores, thresholds), scores);

    /// <summary>Copies some samples into predictions of their own.</summary>
    /// <param name="rows">The samples, from 0, in the order wanted; one may occur more than once.</param>
    /// <returns>The predictions.</returns>
    public MultiLabelPredictions Select(ReadOnlySpan<int> rows) => new(Labels, Truth.Select(rows), Predicted.Select(rows), Scores?.Select(rows));

    private static void Check(int rows, int columns, int expectedRows, int expectedColumns, string name)
    {
        if (rows != expectedRows || columns != expectedColumns)
        {
            throw new ArgumentException(Invariant($"The matrix is [{rows}, {columns}]; [{expectedRows}, {expectedColumns}] is allowed."), name);
        }
    }
}
