using System.Globalization;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads labels and scores from the columns of a row.</summary>
internal static class RowLabels
{
    /// <exception cref="FormatException">There is no value, or an unknown label.</exception>
    public static StatedLabels OfCell(DatasetRow row, string column, EmotionLabels labels) => TruthValue.Labels(Cell(row, column), labels);

    /// <exception cref="FormatException">A value is neither 0 nor 1.</exception>
    public static StatedLabels OfIndicators(DatasetRow row, string[] columns)
    {
        List<int> found = [];
        for (var label = 0; label < columns.Length; label++)
        {
            if (TruthValue.IsSet(Cell(row, columns[label]), columns[label]))
            {
                found.Add(label);
            }
        }

        return new StatedLabels([.. found]);
    }

    /// <exception cref="FormatException">A value is not a number.</exception>
    public static void Scores(DatasetRow row, string[] columns, Span<double> scores)
    {
        for (var label = 0; label < columns.Length; label++)
        {
            scores[label] = row.TryGet(columns[label], out var cell) && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
                ? score
                : throw new FormatException($"the column '{columns[label]}' holds '{cell}'; a number is allowed.");
        }
    }

    public static EmotionAIException Missing(string path, IEnumerable<string> columns, string option, string[] names) => new(
        EmotionErrorCodes.InputInvalid, $"'{path}' has no column {string.Join(" or ", names.Select(name => $"'{name}'"))}; it has {string.Join(", ", columns)}. {option} names the one that is meant.", path);

    private static string Cell(DatasetRow row, string column) => row.TryGet(column, out var cell) ? cell : throw new FormatException($"there is no value for '{column}'.");
}
