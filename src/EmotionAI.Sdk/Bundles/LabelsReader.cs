using System.Globalization;
using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Reads labels in index order: <c>labels.json</c> in its four forms, and <c>id2label</c> of <c>config.json</c>.</summary>
internal static class LabelsReader
{
    public const string FileName = "labels.json";

    /// <summary>Reads <c>labels.json</c>: a list, <c>{"labels": list}</c>, id → label or label → id.</summary>
    /// <returns>The labels; null where there was a problem, which was added.</returns>
    public static string[]? ReadFile(string path, EmotionLimits limits, BundleProblems problems)
    {
        var root = problems.Try(path, () => (object)JsonFile.Read(path, limits, keys => keys is [_] or ["labels", _])) as JsonElement?;
        return root is { } element ? Read(element, path, problems) : null;
    }

    /// <summary>Reads id → label, as <c>id2label</c> holds it: the keys are numbers in quotes, in any order.</summary>
    /// <returns>The labels; null where there was a problem, which was added.</returns>
    public static string[]? ReadIndexed(JsonElement map, string path, string key, BundleProblems problems)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            if (!int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || JsonFile.Text(property.Value) is not { Length: > 0 } label)
            {
                problems.Error(BundleProblemCodes.ValueInvalid, path, key, $"\"{property.Name}\": {JsonFile.Describe(property.Value)}", "\"number\": \"label\"");
                return null;
            }

            labels[index] = label;
        }

        return Number(labels, path, key, problems);
    }

    private static string[]? Read(JsonElement root, string path, BundleProblems problems)
    {
        switch (root.ValueKind)
        {
            case JsonValueKind.Array:
                return ReadList(root, path, "", problems);
            case JsonValueKind.Object when root.TryGetProperty("labels", out var list) && list.ValueKind == JsonValueKind.Array:
                return ReadList(list, path, "labels", problems);
            case JsonValueKind.Object when root.EnumerateObject().Any() && root.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Number):
                return ReadNumbered(root, path, problems);
            case JsonValueKind.Object:
                return ReadIndexed(root, path, "", problems);
            default:
                problems.Error(BundleProblemCodes.ValueInvalid, path, "", JsonFile.Describe(root), "a list of labels, {\"labels\": [...]}, id to label, or label to id");
                return null;
        }
    }

    private static string[]? ReadList(JsonElement list, string path, string key, BundleProblems problems)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var item in list.EnumerateArray())
        {
            if (JsonFile.Text(item) is not { Length: > 0 } label)
            {
                problems.Error(BundleProblemCodes.ValueInvalid, path, $"{key}[{labels.Count}]", JsonFile.Describe(item), "a label");
                return null;
            }

            labels.Add(labels.Count, label);
        }

        return Number(labels, path, key, problems);
    }

    private static string[]? ReadNumbered(JsonElement map, string path, BundleProblems problems)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            if (!property.Value.TryGetInt32(out var index) || !labels.TryAdd(index, property.Name))
            {
                problems.Error(BundleProblemCodes.LabelDuplicate, path, property.Name, JsonFile.Describe(property.Value), "an index of its own");
                return null;
            }
        }

        return Number(labels, path, "", problems);
    }

    private static string[]? Number(SortedDictionary<int, string> labels, string path, string key, BundleProblems problems)
    {
        var sound = labels.Count > 0;
        if (!sound)
        {
            problems.Error(BundleProblemCodes.LabelCount, path, key, "no label", "one or more");
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var expected = 0;
        foreach (var (index, label) in labels)
        {
            if (index != expected++)
            {
                problems.Error(BundleProblemCodes.LabelGap, path, key, $"the indices {string.Join(", ", labels.Keys)}", $"0 to {labels.Count - 1}");
                return null;
            }

            if (!seen.TryAdd(label, index))
            {
                problems.Error(BundleProblemCodes.LabelDuplicate, path, key, $"'{label}' at {seen[label]} and at {index}", "each label once");
                sound = false;
            }
        }

        return sound ? [.. labels.Values] : null;
    }
}
