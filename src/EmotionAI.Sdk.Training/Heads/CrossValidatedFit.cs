using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Chooses the strength of the regularization by cross-validation, and keeps what each sample was answered by the fit that had not seen it.</summary>
internal sealed class CrossValidatedFit
{
    private CrossValidatedFit(double strength, ScoreMatrix outOfFold)
    {
        (Strength, OutOfFold) = (strength, outOfFold);
    }

    /// <summary>Gets the strength that was chosen.</summary>
    public double Strength { get; }

    /// <summary>Gets the outputs of the chosen strength for each sample, from the fit that had not seen it.</summary>
    public ScoreMatrix OutOfFold { get; }

    /// <summary>Fits every strength on all folds but one, for each fold.</summary>
    /// <param name="features">The features; samples first, then their augmented copies, which are learned from and never asked.</param>
    /// <param name="truth">The truth of each row.</param>
    /// <param name="folds">The fold of each row; that of a copy is its sample's.</param>
    /// <param name="samples">The number of rows that are no copies.</param>
    /// <param name="strengths">The strengths, falling.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="advanced">Is called behind each fold.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static CrossValidatedFit Run(FeatureMatrix features, HeadTruth truth, int[] folds, int samples, IReadOnlyList<double> strengths, int threads, Action? advanced, CancellationToken cancellationToken)
    {
        var outputs = strengths.Select(_ => new double[samples * truth.Outputs]).ToArray();
        foreach (var fold in folds.Distinct().Order())
        {
            int[] inside = [.. Rows(folds, row => folds[row] != fold)];
            int[] outside = [.. Rows(folds, row => folds[row] == fold && row < samples)];
            var heads = HeadFit.FitPath(features.Select(inside), truth.Select(inside), strengths, threads, cancellationToken);
            var left = features.Select(outside);
            for (var i = 0; i < heads.Count; i++)
            {
                var logits = heads[i].Logits(left);
                for (var row = 0; row < outside.Length; row++)
                {
                    logits.Row(row).CopyTo(outputs[i].AsSpan(outside[row] * truth.Outputs));
                }
            }

            advanced?.Invoke();
        }

        var matrices = outputs.Select(values => new ScoreMatrix(values, truth.Outputs)).ToArray();
        var labels = truth.Select([.. Enumerable.Range(0, samples)]);

        // The strengths fall: of equal ones the first, the strongest, is taken.
        var best = Enumerable.Range(0, matrices.Length).MaxBy(i => Quality(matrices[i], labels));
        return new CrossValidatedFit(strengths[best], matrices[best]);
    }

    private static IEnumerable<int> Rows(int[] folds, Func<int, bool> isWanted) => Enumerable.Range(0, folds.Length).Where(isWanted);

    /// <summary>Judges: the unweighted average recall of a single-label problem, the negative log loss of a multi-label one.</summary>
    private static double Quality(ScoreMatrix logits, HeadTruth truth) => truth.ProblemType == ProblemType.SingleLabel
        ? HeadScores.AverageRecall(logits, truth.Labels)
        : -HeadScores.LogLoss(logits, truth.Labels);
}
