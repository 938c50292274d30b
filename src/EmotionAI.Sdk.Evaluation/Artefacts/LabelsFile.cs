using System.Globalization;
using System.Text.Json;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads and writes <c>labels.json</c>.</summary>
/// <remarks>Safe for concurrent use. Reads a list, <c>{"labels": list}</c>, id → label, and label → id; writes a list.</remarks>
public static class LabelsFile
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "labels.json";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labels in index order.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, is in none of the four forms, or its labels are not distinct and numbered from 0.</exception>
    public static EmotionLabels Read(string path)
    {
        var labels = ReadIds(path);
        if (!labels.Keys.SequenceEqual(Enumerable.Range(0, labels.Count)))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"the indices {string.Join(", ", labels.Keys.Take(40).Select(index => Invariant($"{index}")))}", Invariant($"0 to {labels.Count - 1} are"));
        }

        try
        {
            return new EmotionLabels(labels.Values);
        }
        catch (ArgumentException e)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, e.Message, "distinct labels, one or more, are", cause: e);
        }
    }

    /// <summary>Writes the labels as a list.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <returns>The JSON, in UTF-8.</returns>
    public static byte[] Format(EmotionLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return ArtefactJson.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var label in labels)
            {
                writer.WriteStringValue(label);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Reads the names of label ids, which need not begin at 0.</summary>
    /// <exception cref="EmotionAIException">The file cannot be read, is in none of the four forms, or an id occurs twice.</exception>
    internal static SortedDictionary<int, string> ReadIds(string path)
    {
        var root = ArtefactJson.Read(path, keys => keys is [_] or ["labels", _]);
        return root.ValueKind switch
        {
            JsonValueKind.Array => ReadList(root, path),
            JsonValueKind.Object when root.TryGetProperty("labels", out var list) && list.ValueKind == JsonValueKind.Array => ReadList(list, path),
            JsonValueKind.Object => ReadMap(root, path),
            _ => throw Fault(path, ArtefactJson.Describe(root)),
        };
    }

    private static SortedDictionary<int, string> ReadList(JsonElement list, string path) =>
        new(list.EnumerateArray().Index().ToDictionary(item => item.Index, item => ArtefactJson.TextOf(item.Item) ?? throw Fault(path, ArtefactJson.Describe(item.Item))));

    private static SortedDictionary<int, string> ReadMap(JsonElement map, string path)
    {
        var isByLabel = map.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Number);
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            var (id, label) = isByLabel ? (property.Value.GetRawText(), property.Name) : (property.Name, ArtefactJson.TextOf(property.Value));
            if (label is null || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || !labels.TryAdd(index, label))
            {
                throw Fault(path, $"\"{property.Name}\": {ArtefactJson.Describe(property.Value)}");
            }
        }

        return labels;
    }

    private static EmotionAIException Fault(string path, string found) => ArtefactFile.Fault(
        EmotionErrorCodes.FormatInvalid, path, found, "a list of labels, {\"labels\": […]}, id to label, or label to id, each index once, is");
}
