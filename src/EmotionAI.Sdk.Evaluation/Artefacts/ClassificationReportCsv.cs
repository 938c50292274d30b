using System.Globalization;
using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads and writes classification reports as CSV: <c>metrics_report.csv</c> as pandas writes it, and <c>per_class_metrics_test.csv</c>.</summary>
/// <remarks>
/// Safe for concurrent use. Reads comma, semicolon or tab, decimal commas where the comma does not separate, CRLF, byte-order marks, a threshold column,
/// float support, and labels with anything in them. An empty figure is NaN, as pandas writes it.
/// </remarks>
internal static class ClassificationReportCsv
{
    private static readonly string[] F1Names = ["f1-score", "f1", "f1_score"];

    /// <summary>Reads a file of either layout.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not a report; the message names the line.</exception>
    public static ClassificationReport Read(string path)
    {
        var table = CsvTable.Read(path);
        string[] header = table.Rows.Count == 0 ? [] : [.. table.Rows[0].Cells.Select(cell => cell.Trim())];
        var precision = ColumnOf(header, path, "precision");
        var recall = ColumnOf(header, path, "recall");
        var f1 = ColumnOf(header, path, F1Names);
        var support = ColumnOf(header, path, "support");
        var threshold = Array.FindIndex(header, name => name.Equals("threshold", StringComparison.OrdinalIgnoreCase));
        var rows = new List<ReportRow>();
        double? accuracy = null;
        foreach (var (line, cells) in table.Rows.Skip(1))
        {
            if (cells.Length != header.Length)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"{cells.Length} cells in line {line}"), $"{header.Length}, as in the header, are");
            }

            if (cells[0] == ClassificationReport.AccuracyName)
            {
                // pandas repeats the accuracy in all four columns, support included.
                accuracy = NumberOf(table, line, cells[precision] is { Length: > 0 } cell ? cell : cells[f1]);
                continue;
            }

            rows.Add(new ReportRow(
                cells[0], NumberOf(table, line, cells[precision]), NumberOf(table, line, cells[recall]), NumberOf(table, line, cells[f1]), CountOf(table, line, cells[support]))
            {
                Threshold = threshold < 0 ? null : NumberOf(table, line, cells[threshold]),
            });
        }

        return ClassificationReport.FromRows(rows, accuracy);
    }

    /// <summary>Writes <c>metrics_report.csv</c> as <c>pandas.DataFrame(classification_report(…, output_dict=True)).transpose().to_csv()</c> does.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text, with line feeds.</returns>
    public static string Format(ClassificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder(",precision,recall,f1-score,support\n");
        foreach (var row in report.Classes)
        {
            Append(text, row, PythonNumber.Repr(row.Support));
        }

        if (report.Accuracy is { } accuracy)
        {
            Append(text, new ReportRow(ClassificationReport.AccuracyName, accuracy, accuracy, accuracy, 0), PythonNumber.Repr(accuracy));
        }

        foreach (var row in report.Averages)
        {
            Append(text, row, PythonNumber.Repr(row.Support));
        }

        return text.ToString();
    }

    /// <summary>Writes <c>per_class_metrics_test.csv</c>: the labels alone, with whole support.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text, with line feeds.</returns>
    public static string FormatPerClass(ClassificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder("label,precision,recall,f1,support\n");
        foreach (var row in report.Classes)
        {
            Append(text, row, row.Support.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportRow row, string support) => text.Append(
        CultureInfo.InvariantCulture, $"{CsvTable.Quote(row.Name)},{Cell(row.Precision)},{Cell(row.Recall)},{Cell(row.F1)},{support}\n");

    private static string Cell(double value) => double.IsNaN(value) ? "" : PythonNumber.Repr(value);

    private static int ColumnOf(string[] header, string path, params string[] names)
    {
        var column = Array.FindIndex(header, name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return column > 0
            ? column
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"the columns '{string.Join("', '", header.Take(10))}'", $"labels first, and a column '{string.Join("' or '", names)}', are");
    }

    private static long CountOf(CsvTable table, int line, string cell)
    {
        var value = NumberOf(table, line, cell);
        return double.IsInteger(value) && value is >= 0 and < 1e15
            ? (long)value
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, table.Path, Invariant($"the support '{cell}' in line {line}"), "whole numbers from 0 are");
    }

    private static double NumberOf(CsvTable table, int line, string cell)
    {
        var text = table.Delimiter == ',' ? cell : cell.Replace(',', '.');
        if (string.IsNullOrWhiteSpace(text))
        {
            return double.NaN;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, table.Path, Invariant($"'{cell}' in line {line}"), "a number is");
    }
}
