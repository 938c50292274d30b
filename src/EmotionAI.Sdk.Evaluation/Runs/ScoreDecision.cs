namespace EmotionAI.Evaluation.Runs;

/// <summary>Turns the scores of a sample into labels, as a classifier does: those that reach their threshold, the best first, up to the largest number.</summary>
/// <param name="problemType">How the scores relate to each other.</param>
/// <param name="thresholds">The threshold of each label; null for one half, and in a single-label problem for none.</param>
/// <param name="topK">The largest number of labels; null for no bound.</param>
internal sealed class ScoreDecision(ProblemType problemType, IReadOnlyList<double>? thresholds, int? topK)
{
    private const double Half = 0.5;

    private readonly List<int> _accepted = [];

    /// <summary>Marks the labels of a sample; in a single-label problem the best score decides wherever the thresholds do not leave one label.</summary>
    public void Mark(ReadOnlySpan<double> scores, Span<byte> labels)
    {
        _accepted.Clear();
        var best = 0;
        for (var label = 0; label < scores.Length; label++)
        {
            best = scores[label] > scores[best] ? label : best;
            if (problemType == ProblemType.SingleLabel ? thresholds is not null && scores[label] >= thresholds[label] : scores[label] >= (thresholds?[label] ?? Half))
            {
                _accepted.Add(label);
            }
        }

        Cut(scores);
        if (problemType == ProblemType.SingleLabel && _accepted.Count != 1)
        {
            labels[best] = 1;
            return;
        }

        foreach (var label in _accepted)
        {
            labels[label] = 1;
        }
    }

    /// <summary>Leaves the best; of equal scores the lower index goes first.</summary>
    private void Cut(ReadOnlySpan<double> scores)
    {
        while (topK is { } most && _accepted.Count > most)
        {
            var worst = _accepted.Count - 1;
            for (var i = worst - 1; i >= 0; i--)
            {
                worst = scores[_accepted[i]] < scores[_accepted[worst]] ? i : worst;
            }

            _accepted.RemoveAt(worst);
        }
    }
}
