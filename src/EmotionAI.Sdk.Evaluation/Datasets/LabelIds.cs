using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Finds the names of label ids; ids need not begin at 0.</summary>
internal static class LabelIds
{
    private static readonly string[] FileNames = ["labels.txt", "labels.json"];

    /// <param name="dataPath">The data, beside which <c>labels.txt</c> or <c>labels.json</c> may lie.</param>
    /// <param name="namesPath">The file asked for; null for the one beside the data.</param>
    /// <exception cref="EmotionAIException">There is no such file, or it is not valid.</exception>
    public static IReadOnlyDictionary<int, string> Find(string dataPath, string? namesPath)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(dataPath))!;
        var path = namesPath ?? FileNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? throw new EmotionAIException(
            EmotionErrorCodes.InputInvalid, $"'{dataPath}' gives labels as ids, and nothing names them: put labels.txt (one label a line) or labels.json beside it, or say which file names them.", dataPath);
        var bytes = ArtefactFile.ReadBytes(path);
        try
        {
            return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(JsonDocument.Parse(bytes).RootElement) : ReadLines(System.Text.Encoding.UTF8.GetString(bytes));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' names no labels: {e.Message} Allowed: a list, {{\"labels\": […]}}, id to label, label to id.", path, innerException: e);
        }
    }

    private static Dictionary<int, string> ReadLines(string text) =>
        Number(text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static Dictionary<int, string> ReadJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("labels", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            root = list;
        }

        if (root.ValueKind == JsonValueKind.Array)
        {
            return Number(root.EnumerateArray().Select(label => label.GetString()!));
        }

        return root.EnumerateObject().ToDictionary(
            item => item.Value.ValueKind == JsonValueKind.Number ? item.Value.GetInt32() : int.Parse(item.Name, CultureInfo.InvariantCulture),
            item => item.Value.ValueKind == JsonValueKind.Number ? item.Name : item.Value.GetString()!);
    }

    private static Dictionary<int, string> Number(IEnumerable<string> labels) => labels.Select((label, index) => (label, index)).ToDictionary(pair => pair.index, pair => pair.label);
}
