namespace EmotionAI.Training.Heads;

/// <summary>Fits linear layers to features: L2-regularized logistic regression, multinomial or one for each label.</summary>
internal static class HeadFit
{
    /// <summary>The strength is that of the mean loss on scaled features: scikit-learn's <c>C</c> is 1 / (strength · samples).</summary>
    public static readonly double[] DefaultStrengths = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

    private const double Tolerance = 1e-4;
    private const int MostSteps = 300;

    /// <summary>Fits one layer.</summary>
    public static LinearHead Fit(FeatureMatrix features, HeadTruth truth, double strength, int threads, CancellationToken cancellationToken) =>
        FitPath(features, truth, [strength], threads, cancellationToken)[0];

    /// <summary>Fits a layer for each strength, each from where the one before ended: the strongest is to be the first.</summary>
    public static IReadOnlyList<LinearHead> FitPath(FeatureMatrix features, HeadTruth truth, IReadOnlyList<double> strengths, int threads, CancellationToken cancellationToken)
    {
        var scale = FeatureScale.Fit(features);
        var scaled = scale.Apply(features);
        var reduction = features.Rows < features.Columns ? GramReduction.Of(scaled, threads) : null;
        var heads = new LinearHead[strengths.Count];
        double[]? point = null;
        for (var i = 0; i < heads.Length; i++)
        {
            var objective = new HeadObjective(reduction?.Features ?? scaled, truth, strengths[i], threads);
            point = LimitedMemoryBfgs.Minimize(objective.Evaluate, point ?? new double[objective.Parameters], Tolerance, MostSteps, cancellationToken);
            heads[i] = scale.FoldInto(reduction is null ? point : Expand(reduction, point, truth.Outputs, features.Columns), truth.Outputs);
        }

        return heads;
    }

    private static double[] Expand(GramReduction reduction, double[] point, int outputs, int columns)
    {
        var expanded = new double[outputs * (columns + 1)];
        var rows = reduction.Features.Rows;
        for (var output = 0; output < outputs; output++)
        {
            reduction.Expand(point.AsSpan(output * rows, rows), expanded.AsSpan(output * columns, columns));
        }

        point.AsSpan(outputs * rows).CopyTo(expanded.AsSpan(outputs * columns));
        return expanded;
    }
}
