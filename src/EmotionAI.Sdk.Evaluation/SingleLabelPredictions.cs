namespace EmotionAI.Evaluation;

/// <summary>Holds what a single-label model answered on samples whose label is known.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class SingleLabelPredictions
{
    private readonly int[] _truth;
    private readonly int[] _predicted;

    /// <summary>Creates the predictions.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="predicted">The index of the predicted label of each sample.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>, where they are known: probabilities that sum to 1 over the labels.</param>
    /// <exception cref="ArgumentException">There is no sample, the lengths differ, or an index has no label.</exception>
    public SingleLabelPredictions(EmotionLabels labels, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ScoreMatrix? scores = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (truth.IsEmpty || truth.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true and {predicted.Length} predicted labels; one of each a sample, and one sample or more, are allowed.", nameof(predicted));
        }

        if (scores is not null && (scores.Rows != truth.Length || scores.Columns != labels.Count))
        {
            throw new ArgumentException(Invariant($"The scores are [{scores.Rows}, {scores.Columns}]; [{truth.Length}, {labels.Count}] is allowed."), nameof(scores));
        }

        Check(truth, labels.Count, nameof(truth));
        Check(predicted, labels.Count, nameof(predicted));
        Labels = labels;
        Scores = scores;
        _truth = truth.ToArray();
        _predicted = predicted.ToArray();
    }

    /// <summary>Gets the labels in index order.</summary>
    public EmotionLabels Labels { get; }

    /// <summary>Gets the number of samples.</summary>
    public int Count => _truth.Length;

    /// <summary>Gets the index of the true label of each sample.</summary>
    public ReadOnlySpan<int> Truth => _truth;

    /// <summary>Gets the index of the predicted label of each sample.</summary>
    public ReadOnlySpan<int> Predicted => _predicted;

    /// <summary>Gets the scores, <c>[samples, labels]</c>, where they are known.</summary>
    public ScoreMatrix? Scores { get; }

    /// <summary>Creates the predictions from scores: the best score is predicted, the lowest index at a tie.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>The predictions.</returns>
    public static SingleLabelPredictions FromScores(EmotionLabels labels, ReadOnlySpan<int> truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new SingleLabelPredictions(labels, truth, scores.ArgMax(), scores);
    }

    /// <summary>Copies some samples into predictions of their own.</summary>
    /// <param name="rows">The samples, from 0, in the order wanted; one may occur more than once.</param>
    /// <returns>The predictions.</returns>
    public SingleLabelPredictions Select(ReadOnlySpan<int> rows)
    {
        var truth = new int[rows.Length];
        var predicted = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            truth[i] = _truth[rows[i]];
            predicted[i] = _predicted[rows[i]];
        }

        return new SingleLabelPredictions(Labels, truth, predicted, Scores?.Select(rows));
    }

    private static void Check(ReadOnlySpan<int> indices, int labels, string name)
    {
        var bad = indices.IndexOfAnyExceptInRange(0, labels - 1);
        if (bad >= 0)
        {
            throw new ArgumentException(Invariant($"Sample {bad} has label {indices[bad]}; 0 to {labels - 1} are allowed."), name);
        }
    }
}
