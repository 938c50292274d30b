using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Reads <c>labels.json</c>: a list, <c>{"labels": list}</c>, id → label or label → id.</summary>
internal static class PlotLabelsFile
{
    private const string Allowed = "a list of distinct labels, {\"labels\": [...]}, id to label or label to id, from 0 on, are";

    /// <summary>Reads a file.</summary>
    /// <exception cref="EmotionAIException">The file cannot be read, or holds no labels.</exception>
    public static EmotionLabels Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(ArtefactFile.ReadBytes(path));
            return new EmotionLabels(Labels(document.RootElement));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, e.Message.TrimEnd('.'), Allowed, cause: e);
        }
    }

    private static List<string> Labels(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("labels", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            root = list;
        }

        if (root.ValueKind == JsonValueKind.Array)
        {
            return root.EnumerateArray().Select(label => label.GetString() ?? "").ToList();
        }

        var numbered = root.EnumerateObject().Select(Numbered).OrderBy(pair => pair.Index).ToList();
        return numbered.Select((pair, i) => pair.Index == i ? pair.Label : throw new FormatException($"no label {i}, but {pair.Index}")).ToList();
    }

    private static (int Index, string Label) Numbered(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Number
        ? (property.Value.GetInt32(), property.Name)
        : (int.Parse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture), property.Value.GetString() ?? "");
}
