using System.Globalization;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds what is drawn of a confusion matrix: rows = actual, columns = predicted.</summary>
/// <remarks>Texts and colours as the seed's <c>plot_confusion_matrix.py</c>: counts whole, shares with two digits, white above half the maximum.</remarks>
internal sealed class ConfusionMatrixCells
{
    private readonly ConfusionMatrixCell[] _cells;

    private ConfusionMatrixCells(double[] values, int size, bool counts, double? colorMaximum)
    {
        Size = size;
        AreCounts = counts;
        var largest = values.Max();
        Maximum = colorMaximum ?? (largest > 0 ? largest : 1);
        _cells = Array.ConvertAll(values, value => new ConfusionMatrixCell(
            counts ? value.ToString("F0", CultureInfo.InvariantCulture) : ShareText.Format(value),
            BluesColormap.At(value / Maximum),
            value > Maximum / 2));
    }

    /// <summary>Gets the number of labels.</summary>
    public int Size { get; }

    /// <summary>Gets whether the numbers are counts; else they are shares.</summary>
    public bool AreCounts { get; }

    /// <summary>Gets the value that has the darkest colour.</summary>
    public double Maximum { get; }

    /// <summary>Gets the texts of all cells.</summary>
    public IEnumerable<string> Texts => _cells.Select(cell => cell.Text);

    /// <summary>Gets a cell.</summary>
    /// <param name="actual">The true label, from 0.</param>
    /// <param name="predicted">The predicted label, from 0.</param>
    public ConfusionMatrixCell this[int actual, int predicted] => _cells[(actual * Size) + predicted];

    /// <summary>Chooses texts and colours for counts.</summary>
    public static ConfusionMatrixCells Create(ConfusionMatrix matrix, bool isRowNormalized, double? colorMaximum = null) =>
        isRowNormalized
            ? new ConfusionMatrixCells(matrix.NormalizeRows(), matrix.Size, counts: false, colorMaximum)
            : new ConfusionMatrixCells([.. matrix.ToArray().Select(count => (double)count)], matrix.Size, counts: true, colorMaximum);

    /// <summary>Chooses texts and colours for what a file holds; shares stay as they are.</summary>
    public static ConfusionMatrixCells Create(StoredConfusionMatrix matrix, bool isRowNormalized, double? colorMaximum = null) =>
        matrix.Counts is { } counts
            ? Create(counts, isRowNormalized, colorMaximum)
            : new ConfusionMatrixCells(matrix.Values.ToArray(), matrix.Size, counts: false, colorMaximum);
}
