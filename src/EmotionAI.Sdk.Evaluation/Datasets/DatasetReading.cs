using System.Diagnostics.CodeAnalysis;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Turns rows into samples and collects what is wrong with them.</summary>
internal sealed class DatasetReading(string path, DatasetOptions options, string[] inputNames)
{
    public static readonly string[] LabelNames = ["label", "labels", "emotion", "emotions"];

    private static readonly string[] SpeakerNames = ["speaker", "speaker_id", "actor", "subject", "author"];

    private readonly List<DatasetProblem> _problems = [];
    private RowColumns? _columns;
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

    /// <summary>Reads a row.</summary>
    /// <returns>The sample; null where it has a fault, which was listed, or another speaker than asked for.</returns>
    public DatasetSample? Read(DatasetRow row)
    {
        _columns ??= RowColumns.Find(path, row, options, inputNames, LabelNames, SpeakerNames);
        if (!row.TryGet(_columns.Input, out var input))
        {
            Report(row.Line, $"there is no value for '{_columns.Input}'.");
            return null;
        }

        var speaker = _columns.Speaker is { } column && row.TryGet(column, out var name) ? name : null;
        if (!IsWanted(speaker) || !TryReadLabels(row, _columns, out var labels))
        {
            return null;
        }

        return new DatasetSample { Input = input, Labels = labels, Speaker = speaker, Line = row.Line };
    }

    public bool IsWanted(string? speaker) => options.Speakers is not { } wanted || (speaker is not null && wanted.Contains(speaker, StringComparer.Ordinal));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="EmotionAIException">There is no sample.</exception>
    public Dataset Finish(List<DatasetSample> samples, bool isAudio)
    {
        if (samples.Count > 0)
        {
            return new Dataset(path, isAudio, samples, _problems);
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

        var items = LabelCell.Split(cell);
        if (items.Length == 0 || !items.All(item => item.All(char.IsAsciiDigit)))
        {
            labels = items;
            return true;
        }

        _names ??= LabelIds.Find(path, options.LabelNamesPath);
        var unnamed = items.FirstOrDefault(item => !int.TryParse(item, out var id) || !_names.ContainsKey(id));
        if (unnamed is not null)
        {
            Report(row.Line, $"the label id {unnamed} has no name; the ids {_names.Keys.Min()} to {_names.Keys.Max()} have.");
            return false;
        }

        labels = [.. items.Select(item => _names[int.Parse(item, System.Globalization.CultureInfo.InvariantCulture)])];
        return true;
    }

    private bool TryReadIndicators(DatasetRow row, IReadOnlyList<string> columns, [NotNullWhen(true)] out IReadOnlyList<string>? labels)
    {
        List<string> found = [];
        labels = null;
        foreach (var column in columns)
        {
            var value = row.TryGet(column, out var cell) ? cell : "nothing";
            if (value is "1" or "1.0" or "True" or "true")
            {
                found.Add(column);
            }
            else if (value is not ("0" or "0.0" or "False" or "false"))
            {
                Report(row.Line, $"the column '{column}' holds '{value}'; 0 and 1 are allowed.");
                return false;
            }
        }

        labels = found;
        return true;
    }
}
