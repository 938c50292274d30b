using EmotionAI.Evaluation.Metrics;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds a confusion matrix as a file gave it: counts, or rows divided by their sums.</summary>
/// <remarks>Immutable and safe for concurrent use. Rows = actual, columns = predicted.</remarks>
internal sealed class StoredConfusionMatrix
{
    /// <summary>How far from 1 the sum of a row of shares may be: float16 and shares rounded to 4 digits stay below.</summary>
    private const double RowSumTolerance = 2e-3;

    private readonly double[] _values;

    private StoredConfusionMatrix(double[] values, int size, ConfusionMatrix? counts)
    {
        _values = values;
        Size = size;
        Counts = counts;
    }

    /// <summary>Gets the number of labels.</summary>
    public int Size { get; }

    /// <summary>Gets the counts; null where the file holds shares.</summary>
    public ConfusionMatrix? Counts { get; }

    /// <summary>Gets whether the file holds shares: each row sums to 1, or to 0 for a label without samples.</summary>
    public bool IsRowNormalized => Counts is null;

    /// <summary>Gets the values in row-major order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Reads a <c>.npy</c> file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not a square matrix of counts or of shares.</exception>
    public static StoredConfusionMatrix Read(string path)
    {
        var array = NpyReader.Read(path);
        if (array.Shape.Count != 2 || array.Shape[0] != array.Shape[1] || array.Count == 0)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"the shape ({array.ShapeText})", "a square of one label or more is");
        }

        if (array.ElementType == NpyElementType.Boolean)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, "elements of type boolean", "counts or shares are");
        }

        var size = array.Shape[0];
        var values = array.ToDoubles();
        var bad = Array.FindIndex(values, value => !(value >= 0 && double.IsFinite(value)));
        if (bad >= 0)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"the value {values[bad]} in row {bad / size}, column {bad % size}"), "0 or more is");
        }

        return Array.TrueForAll(values, double.IsInteger)
            ? new StoredConfusionMatrix(values, size, new ConfusionMatrix(CountsOf(array, values, path), size))
            : new StoredConfusionMatrix(CheckRows(values, size, path), size, counts: null);
    }

    private static long[] CountsOf(NpyArray array, double[] values, string path)
    {
        if (array.ElementType != NpyElementType.FloatingPoint)
        {
            return array.ToInt64();
        }

        var large = Array.FindIndex(values, value => value >= long.MaxValue);
        return large < 0
            ? Array.ConvertAll(values, value => (long)value)
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"the count {values[large]}"), $"{long.MaxValue} is");
    }

    private static double[] CheckRows(double[] values, int size, string path)
    {
        for (var row = 0; row < size; row++)
        {
            double sum = 0;
            for (var column = 0; column < size; column++)
            {
                sum += values[(row * size) + column];
            }

            if (sum != 0 && Math.Abs(sum - 1) > RowSumTolerance)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"row {row} of fractions with the sum {sum}"), "whole counts, or rows that sum to 1 or 0, are");
            }
        }

        return values;
    }
}
