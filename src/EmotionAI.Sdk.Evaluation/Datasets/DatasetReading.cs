using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Turns rows into samples and collects what is wrong with them.</summary>
internal sealed class DatasetReading(string path, DatasetOptions options, string[] inputNames)
{
    public static readonly string[] LabelNames = ["label", "labels", "emotion", "emotions"];

    private static readonly string[] SpeakerNames = ["speaker", "speaker_id", "actor", "subject", "author"];

    private readonly List<DatasetProblem> _problems = [];
    private IReadOnlyDictionary<int, string>? _names;

    /// <summary>Lists a fault.</summary>
    /// <exception cref="EmotionAIException">The reading is strict.</exception>
    public void Report(int line, string message)
    {
        var problem = new DatasetProblem(path, line, message);
        if (options.IsStrict)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{problem}", path);
        }

        _problems.Add(problem);
    }

    /// <summary>Reads the table.</summary>
    /// <returns>The samples; those with a fault were listed, and those of other speakers than asked for are left out.</returns>
    public IEnumerable<DatasetSample> Read()
    {
        string?[] asked = [options.InputColumn, options.LabelColumn, options.SpeakerColumn];
        string[] headers = [.. inputNames, .. LabelNames, .. asked.OfType<string>().Where(name => !name.All(char.IsAsciiDigit))];
        DatasetRow[] rows = [.. RowReader.Read(path, headers, Report, options.Rows)];
        if (rows.Length == 0)
        {
            yield break;
        }

        // Which columns are labels is seen in all rows, never in the first alone.
        var columns = RowColumns.Find(path, rows, options, inputNames, LabelNames, SpeakerNames);
        foreach (var row in rows)
        {
            if (Read(row, columns) is { } sample)
            {
                yield return sample;
            }
        }
    }

    private DatasetSample? Read(DatasetRow row, RowColumns columns)
    {
        if (!row.TryGet(columns.Input, out var input))
        {
            Report(row.Line, $"there is no value for '{columns.Input}'.");
            return null;
        }

        var speaker = columns.Speaker is { } column && row.TryGet(column, out var name) ? name : null;
        if (!IsWanted(speaker))
        {
            return null;
        }

        if (columns.Dimensions.Count > 0)
        {
            return TryReadDimensions(row, columns.Dimensions, out var dimensions) ? new DatasetSample { Input = input, Labels = [], Dimensions = dimensions, Speaker = speaker, Line = row.Line } : null;
        }

        return TryReadLabels(row, columns, out var labels) ? new DatasetSample { Input = input, Labels = labels, Speaker = speaker, Line = row.Line } : null;
    }

    public bool IsWanted(string? speaker) => options.Speakers is not { } wanted || (speaker is not null && wanted.Contains(speaker, StringComparer.Ordinal));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="EmotionAIException">There is no sample.</exception>
    public Dataset Finish(List<DatasetSample> samples, bool isAudio)
    {
        if (samples.Count > 0)
        {
            return new Dataset(path, isAudio, samples, [.. _problems.OrderBy(problem => problem.Line)]);
        }

        var reason = _problems.Count > 0 ? $" ({_problems.Count} could not be read; the first: {_problems[0]})" : options.Speakers is { } speakers ? $" of the speakers {string.Join(", ", speakers)}" : "";
        throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' has no samples{reason}; one or more are needed.", path);
    }

    private bool TryReadLabels(DatasetRow row, RowColumns columns, [NotNullWhen(true)] out IReadOnlyList<string>? labels)
    {
        labels = null;
        if (columns.Label is null)
        {
            return TryReadIndicators(row, columns.Indicators, out labels);
        }

        if (!row.TryGet(columns.Label, out var cell))
        {
            Report(row.Line, $"there is no value for '{columns.Label}'.");
            return false;
        }

        // A label may hold a comma; the names of the labels are known before the field is taken apart.
        var items = options.IsLabel?.Invoke(cell.Trim()) == true ? [cell.Trim()] : LabelCell.Split(cell);
        if (items.FirstOrDefault(item => LabelCell.IsMissing(item) && options.IsLabel?.Invoke(item) != true) is { } missing)
        {
            Report(row.Line, $"the label is missing ('{missing}').");
            return false;
        }

        if (items.Length == 0 || !items.All(IsId) || (options.LabelNamesPath is null && options.IsLabel is { } isLabel && items.All(isLabel)))
        {
            labels = items;
            return true;
        }

        _names ??= LabelIds.Find(path, options.LabelNamesPath);
        string[] ids = [.. items.Select(item => item.Split('.')[0])];
        var unnamed = ids.FirstOrDefault(item => !int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !_names.ContainsKey(id));
        if (unnamed is not null)
        {
            Report(row.Line, Invariant($"the label id {unnamed} has no name; the ids {_names.Keys.Min()} to {_names.Keys.Max()} have."));
            return false;
        }

        labels = [.. ids.Select(item => _names[int.Parse(item, CultureInfo.InvariantCulture)])];
        return true;
    }

    /// <summary>Tells an id: digits, and the zeros behind the point that pandas adds to a column with gaps.</summary>
    private static bool IsId(string item)
    {
        var point = item.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? item : item[..point];
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) && (point < 0 || item[(point + 1)..].All('0'.Equals));
    }

    private bool TryReadIndicators(DatasetRow row, IReadOnlyList<string> columns, [NotNullWhen(true)] out IReadOnlyList<string>? labels)
    {
        List<string> found = [];
        labels = null;
        foreach (var column in columns)
        {
            var value = row.TryGet(column, out var cell) ? cell : "nothing";
            if (Indicator.Parse(value) is { } isThere)
            {
                found.AddRange(isThere ? [column] : []);
            }
            else
            {
                Report(row.Line, $"the column '{column}' holds '{value}'; 0 and 1 are allowed.");
                return false;
            }
        }

        labels = found;
        return true;
    }

    private bool TryReadDimensions(DatasetRow row, IReadOnlyList<(string Column, string Dimension)> columns, out Dictionary<string, double> dimensions)
    {
        dimensions = new(StringComparer.Ordinal);
        foreach (var (column, dimension) in columns)
        {
            var value = row.TryGet(column, out var cell) ? cell : "nothing";
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                Report(row.Line, $"the column '{column}' holds '{value}'; a finite number is allowed.");
                return false;
            }

            dimensions.Add(dimension, number);
        }

        return true;
    }
}
