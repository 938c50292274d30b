using System.Globalization;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds how a descriptor of the voice differs between right and wrong answers: a row of <c>voice_descriptors.csv</c>.</summary>
/// <param name="Name">The descriptor.</param>
/// <param name="Right">Its median over right answers; null where it is not known.</param>
/// <param name="Wrong">Its median over wrong answers; null where it is not known.</param>
/// <param name="Delta">Cliff's delta, -1 to 1, above 0 where it is higher for wrong answers; null where it is not known.</param>
/// <param name="RightCount">The right answers that have it.</param>
/// <param name="WrongCount">The wrong answers that have it.</param>
internal sealed record VoiceContrast(string Name, double? Right, double? Wrong, double? Delta, int RightCount, int WrongCount)
{
    private const string FileName = "voice_descriptors.csv";
    private const int MostRows = 1_000;

    private static readonly string[] Columns = ["descriptor", "median_right", "median_wrong", "cliffs_delta", "num_right", "num_wrong"];

    /// <summary>Reads the file of a folder.</summary>
    /// <returns>The rows; none where there is no such file.</returns>
    /// <exception cref="EmotionAIException">The file is malformed.</exception>
    public static IReadOnlyList<VoiceContrast> Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        var rows = CsvTable.Read(path).Rows;
        if (rows.Count is 0 or > MostRows || !rows[0].Cells.SequenceEqual(Columns))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, rows.Count == 0 ? "nothing" : Invariant($"{rows.Count} rows below the columns {string.Join(", ", rows[0].Cells)}"), Invariant($"up to {MostRows} rows below {string.Join(", ", Columns)} are"));
        }

        return [.. rows.Skip(1).Select(row => Read(row.Cells, row.Line, path))];
    }

    private static VoiceContrast Read(string[] cells, int line, string path)
    {
        if (cells.Length == Columns.Length && Number(cells[1], out var right) && Number(cells[2], out var wrong) && Number(cells[3], out var delta)
            && int.TryParse(cells[4], NumberStyles.None, CultureInfo.InvariantCulture, out var rightCount) && int.TryParse(cells[5], NumberStyles.None, CultureInfo.InvariantCulture, out var wrongCount))
        {
            return new VoiceContrast(cells[0], right, wrong, delta, rightCount, wrongCount);
        }

        throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"'{string.Join(',', cells)}' in line {line}"), "a name, three numbers or nothing, and two counts are");
    }

    private static bool Number(string cell, out double? number)
    {
        var isNumber = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
        number = isNumber ? value : null;
        return isNumber || cell.Length == 0;
    }
}
