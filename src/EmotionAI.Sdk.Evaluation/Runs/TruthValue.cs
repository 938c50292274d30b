using System.Globalization;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads labels as people write them: names, ids, and 0 and 1 for each label.</summary>
internal static class TruthValue
{
    private const string DefaultName = "LABEL_";

    /// <summary>Reads the labels of one field: names or ids, one or a list.</summary>
    /// <exception cref="FormatException">One is unknown.</exception>
    public static StatedLabels Labels(string cell, EmotionLabels labels) =>
        // A label with a separator in its name comes before a list of labels.
        labels.IndexOf(cell) is >= 0 and var whole
            ? new StatedLabels([whole])
            : new StatedLabels([.. LabelCell.Split(cell).Select(label => IndexOf(label, labels)).Distinct().Order()], IsEmptyField: string.IsNullOrWhiteSpace(cell));

    /// <summary>Reads whether a label is given: 0 or 1, also as 0.0 or 1.0, or false or true in any case.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static bool IsSet(string cell, string column)
    {
        var text = cell.AsSpan().Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is 0 or 1)
        {
            return number == 1;
        }

        return text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "T"
            || (text.Equals("false", StringComparison.OrdinalIgnoreCase) || text is "F" ? false : throw new FormatException($"the column '{column}' holds '{cell}'; 0 and 1 are allowed."));
    }

    /// <exception cref="FormatException">There is no such label.</exception>
    public static int IndexOf(string label, EmotionLabels labels)
    {
        if (labels.IndexOf(label) is >= 0 and var index)
        {
            return index;
        }

        // transformers calls labels that have no name LABEL_0, LABEL_1, …; pandas makes 3.0 of an id beside a missing one.
        var id = label.StartsWith(DefaultName, StringComparison.Ordinal) ? label.AsSpan(DefaultName.Length) : label.AsSpan();
        return double.TryParse(id, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? IndexOf(number, labels) : throw Unknown(label, labels);
    }

    /// <exception cref="FormatException">There is no such label.</exception>
    public static int IndexOf(double id, EmotionLabels labels) =>
        id >= 0 && id < labels.Count && double.IsInteger(id) ? (int)id : throw Unknown(id.ToString("R", CultureInfo.InvariantCulture), labels);

    private static FormatException Unknown(string label, EmotionLabels labels) => new($"the label '{label}' is unknown; {string.Join(", ", labels)} are allowed.");
}
