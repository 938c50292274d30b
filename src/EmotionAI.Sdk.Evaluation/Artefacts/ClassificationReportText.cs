using System.Globalization;
using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads and writes classification reports as scikit-learn prints them: the text that people paste into theses.</summary>
/// <remarks>Safe for concurrent use. Reading gives the printed, rounded numbers; spaces around labels are lost, and labels with line breaks cannot be read.</remarks>
internal static class ClassificationReportText
{
    private const int FigureCount = 4;
    private const string Heading = "precision";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not a printed report; the message names the line.</exception>
    public static ClassificationReport Read(string path)
    {
        var lines = CsvTable.Decode(ArtefactFile.ReadBytes(path), path).ReplaceLineEndings("\n").Split('\n');
        var heading = Array.FindIndex(lines, line => line.Trim().Length > 0);
        if (heading < 0 || !lines[heading].TrimStart().StartsWith(Heading, StringComparison.Ordinal))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, "no heading", "'precision recall f1-score support' is");
        }

        var rows = new List<ReportRow>();
        double? accuracy = null;
        for (var i = heading + 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
            {
                continue;
            }

            var (name, figures) = Split(lines[i]);
            if (name == ClassificationReport.AccuracyName && figures.Count == 2)
            {
                accuracy = figures[0];
            }
            else if (name.Length > 0 && figures.Count == FigureCount && double.IsInteger(figures[3]) && figures[3] is >= 0 and < 1e15)
            {
                rows.Add(new ReportRow(name, figures[0], figures[1], figures[2], (long)figures[3]));
            }
            else
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"'{lines[i].Trim()}' in line {i + 1}"), "a name and four figures are");
            }
        }

        return ClassificationReport.FromRows(rows, accuracy);
    }

    /// <summary>Writes a report as scikit-learn prints it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="digits">The digits after the point; scikit-learn's default is 2.</param>
    /// <returns>The text, with line feeds.</returns>
    public static string Format(ClassificationReport report, int digits = 2)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 17);
        var width = Math.Max(ClassificationReport.WeightedName.Length, report.Classes.Select(row => CodePoints(row.Name)).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.Append(' ', width + 1).Append(" precision    recall  f1-score   support\n\n");
        foreach (var row in report.Classes)
        {
            Append(text, row, width, digits);
        }

        text.Append('\n');
        if (report.Accuracy is { } accuracy)
        {
            var samples = (report.MacroAverage ?? report.WeightedAverage)?.Support ?? report.Classes.Sum(row => row.Support);
            text.Append(ClassificationReport.AccuracyName.PadLeft(width)).Append(' ', 21)
                .Append(CultureInfo.InvariantCulture, $" {PythonNumber.Fixed(accuracy, digits),9} {samples,9}\n");
        }

        foreach (var row in report.Averages)
        {
            Append(text, row, width, digits);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportRow row, int width, int digits) => text
        .Append(' ', Math.Max(0, width - CodePoints(row.Name))).Append(row.Name).Append(' ')
        .Append(CultureInfo.InvariantCulture, $" {PythonNumber.Fixed(row.Precision, digits),9} {PythonNumber.Fixed(row.Recall, digits),9}")
        .Append(CultureInfo.InvariantCulture, $" {PythonNumber.Fixed(row.F1, digits),9} {row.Support,9}\n");

    /// <summary>Counts characters as Python does.</summary>
    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    /// <summary>Splits a line into its name and the numbers, at most four, at its end.</summary>
    private static (string Name, List<double> Figures) Split(string line)
    {
        var figures = new List<double>();
        var rest = line.AsSpan().TrimEnd();
        while (figures.Count < FigureCount)
        {
            var start = rest.LastIndexOfAny(' ', '\t') + 1;
            if (start == 0 || !double.TryParse(rest[start..], NumberStyles.Float, CultureInfo.InvariantCulture, out var figure))
            {
                break;
            }

            figures.Insert(0, figure);
            rest = rest[..start].TrimEnd();
        }

        return (rest.Trim().ToString(), figures);
    }
}
