using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data;

/// <summary>Turns the lines of a manifest into samples; what cannot be used is reported.</summary>
internal sealed class ManifestReader(string manifest, string folder, Action<int, string> report)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool? _isAudio;

    /// <summary>Gets whether the samples are recordings.</summary>
    public bool IsAudio => _isAudio == true;

    public static string NameOf(DataSplit split) => split switch
    {
        DataSplit.Train => "train",
        DataSplit.Dev => "dev",
        _ => "test",
    };

    public void Report(int line, string message) => report(line, message);

    public PreparedSample? Read(DatasetRow row)
    {
        var isAudio = row.TryGet("file", out var input);
        if (!isAudio && !row.TryGet("text", out input))
        {
            return Refuse(row, "there is neither 'text' nor 'file'; one of them is needed.");
        }

        if ((_isAudio ??= isAudio) != isAudio)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, manifest, Invariant($"line {row.Line} mixes texts and files"), "one of the two is");
        }

        var id = row.TryGet("id", out var name) ? name : Invariant($"{row.Line}");
        if (!_ids.Add(id))
        {
            return Refuse(row, $"the id '{id}' occurred before; each may occur once.");
        }

        var path = isAudio ? Path.GetFullPath(Path.Combine(folder, input!)) : input!;
        return isAudio && !File.Exists(path) ? Refuse(row, $"the audio file '{input}' does not exist.")
            : Labels(row, isAudio) is { } labels && Split(row) is { } split ? new PreparedSample
            {
                Id = id,
                Input = path,
                Labels = labels,
                Split = split,
                Speaker = Optional(row, "speaker"),
                Source = Optional(row, "source"),
                Licence = Optional(row, "licence"),
            }
            : null;
    }

    private static string? Optional(DatasetRow row, string key) => row.TryGet(key, out var value) ? value : null;

    private string[]? Labels(DatasetRow row, bool isAudio)
    {
        if (!row.TryGet("labels", out var cell) && !row.TryGet("label", out cell))
        {
            Refuse(row, "there is no 'labels'; a list of labels is needed.");
            return null;
        }

        string[] labels;
        try
        {
            labels = cell.StartsWith('[') ? [.. JsonDocument.Parse(cell).RootElement.EnumerateArray().Select(label => label.GetString()!)] : [cell];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Refuse(row, $"'labels' is {cell}; a list of labels is allowed.");
            return null;
        }

        if (isAudio && labels.Length != 1)
        {
            Refuse(row, Invariant($"'labels' has {labels.Length} labels; a recording has one."));
            return null;
        }

        return labels;
    }

    private DataSplit? Split(DatasetRow row)
    {
        if (!row.TryGet("split", out var value))
        {
            return DataSplit.Train;
        }

        foreach (var split in Enum.GetValues<DataSplit>())
        {
            if (NameOf(split) == value)
            {
                return split;
            }
        }

        Refuse(row, $"'split' is '{value}'; train, dev and test are allowed.");
        return null;
    }

    private PreparedSample? Refuse(DatasetRow row, string message)
    {
        report(row.Line, message);
        return null;
    }
}
