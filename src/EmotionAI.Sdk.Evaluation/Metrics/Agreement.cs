namespace EmotionAI.Evaluation.Metrics;

/// <summary>Computes chance-corrected agreement from a confusion matrix, rows = actual. Follows scikit-learn's <c>cohen_kappa_score</c> and <c>matthews_corrcoef</c>.</summary>
internal static class Agreement
{
    /// <summary>Computes Cohen's kappa; null where chance agreement is 1.</summary>
    public static double? CohenKappa(long[][] matrix)
    {
        var (total, correct, chance, _, _) = Sums(matrix);
        var denominator = (total * total) - chance;
        return denominator == 0 ? null : (double)((total * correct) - chance) / (double)denominator;
    }

    /// <summary>Computes Gorodkin's multi-class correlation; 0 where its denominator is 0.</summary>
    public static double MatthewsCorrelation(long[][] matrix)
    {
        var (total, correct, chance, actualSquares, predictedSquares) = Sums(matrix);
        var actual = (double)((total * total) - actualSquares);
        var predicted = (double)((total * total) - predictedSquares);
        return actual == 0 || predicted == 0 ? 0 : (double)((total * correct) - chance) / Math.Sqrt(actual * predicted);
    }

    private static (Int128 Total, Int128 Correct, Int128 Chance, Int128 ActualSquares, Int128 PredictedSquares) Sums(long[][] matrix)
    {
        Int128 total = 0, correct = 0, chance = 0, actualSquares = 0, predictedSquares = 0;
        for (var i = 0; i < matrix.Length; i++)
        {
            Int128 actual = 0, predicted = 0;
            for (var j = 0; j < matrix.Length; j++)
            {
                actual += matrix[i][j];
                predicted += matrix[j][i];
            }

            total += actual;
            correct += matrix[i][i];
            chance += actual * predicted;
            actualSquares += actual * actual;
            predictedSquares += predicted * predicted;
        }

        return (total, correct, chance, actualSquares, predictedSquares);
    }
}
