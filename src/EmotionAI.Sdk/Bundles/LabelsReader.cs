using System.Globalization;
using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Reads labels in index order: <c>labels.json</c> in its four forms, and <c>id2label</c> or <c>label2id</c> of <c>config.json</c>.</summary>
internal static class LabelsReader
{
    public const string FileName = "labels.json";

    private const string IdToLabel = "id2label";
    private const string LabelToId = "label2id";
    private const int LongestList = 40;

    /// <summary>Reads <c>labels.json</c>: a list, <c>{"labels": list}</c>, id → label or label → id.</summary>
    /// <returns>The labels; null where there was a problem, which was added.</returns>
    public static string[]? ReadFile(string path, EmotionLimits limits, BundleProblems problems)
    {
        var root = problems.Try(path, () => (object)JsonFile.Read(path, limits, keys => keys is [_] or ["labels", _])) as JsonElement?;
        return root is { } element ? Read(element, path, problems) : null;
    }

    /// <summary>Reads what a <c>config.json</c> names itself: <c>id2label</c>, as object or list, else <c>label2id</c>.</summary>
    /// <param name="key">Receives the key that names the labels; empty where none does.</param>
    /// <returns>The labels; null where there was a problem, which was added, or where the file names none.</returns>
    public static string[]? ReadConfig(HuggingFaceConfig config, BundleProblems problems, out string key)
    {
        key = IdToLabel;
        if (config.Find(key) is { } map)
        {
            return map.ValueKind switch
            {
                JsonValueKind.Object => ReadIndexed(map, config.Path, key, problems),
                JsonValueKind.Array => ReadList(map, config.Path, key, problems),
                _ => Refuse(config.Path, key, map, "an object of ids and labels, or a list of labels in index order", problems),
            };
        }

        key = LabelToId;
        if (config.Find(key) is { } ids)
        {
            return ids.ValueKind == JsonValueKind.Object
                ? ReadNumbered(ids, config.Path, key, problems)
                : Refuse(config.Path, key, ids, "an object of labels and ids", problems);
        }

        key = "";
        return null;
    }

    /// <summary>Reads id → label, as <c>id2label</c> holds it: the keys are numbers in quotes, in any order.</summary>
    private static string[]? ReadIndexed(JsonElement map, string path, string key, BundleProblems problems)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            if (!TryIndex(property.Name, out var index) || TextOf(property.Value) is not { Length: > 0 } label)
            {
                problems.Error(BundleProblemCodes.ValueInvalid, path, key, $"\"{property.Name}\": {JsonFile.Describe(property.Value)}", "\"number\": \"label\"");
                return null;
            }

            if (!labels.TryAdd(index, label))
            {
                problems.Error(BundleProblemCodes.LabelDuplicate, path, key, Invariant($"the index {index} twice, the second time as \"{property.Name}\""), "each index once");
                return null;
            }
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
                return ReadNumbers(root, path, problems);
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
            if (TextOf(item) is not { Length: > 0 } label)
            {
                problems.Error(BundleProblemCodes.ValueInvalid, path, $"{key}[{labels.Count}]", JsonFile.Describe(item), "a label");
                return null;
            }

            labels.Add(labels.Count, label);
        }

        return Number(labels, path, key, problems);
    }

    /// <summary>Reads an object of numbers: label → id, unless only the keys number the labels, as in <c>{"0": 1, "1": 2}</c>.</summary>
    private static string[]? ReadNumbers(JsonElement map, string path, BundleProblems problems)
    {
        var byKey = map.EnumerateObject().Select(property => TryIndex(property.Name, out var index) ? index : -1).ToList();
        var byValue = map.EnumerateObject().Select(property => IndexOf(property.Value) ?? -1).ToList();
        if (!IsNumbering(byKey) || byKey.SequenceEqual(byValue))
        {
            return ReadNumbered(map, path, "", problems);
        }

        if (!IsNumbering(byValue))
        {
            return ReadIndexed(map, path, "", problems);
        }

        // Where both sides number the labels, the two readings agree only if each exchange goes both ways.
        var exchange = byKey.Zip(byValue).ToDictionary();
        return exchange.All(pair => exchange[pair.Value] == pair.Key)
            ? ReadNumbered(map, path, "", problems)
            : Refuse(path, "", map, "a list of labels in index order: here ids and labels are both numbers, and nothing tells which is which", problems);
    }

    private static bool IsNumbering(List<int> indices) => indices.Order().SequenceEqual(Enumerable.Range(0, indices.Count));

    private static string[]? ReadNumbered(JsonElement map, string path, string key, BundleProblems problems)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            var place = key.Length == 0 ? property.Name : $"{key}[\"{property.Name}\"]";
            if (property.Name.Length == 0 || IndexOf(property.Value) is not { } index)
            {
                problems.Error(BundleProblemCodes.ValueInvalid, path, place, JsonFile.Describe(property.Value), "\"label\": number");
                return null;
            }

            if (!labels.TryAdd(index, property.Name))
            {
                problems.Error(BundleProblemCodes.LabelDuplicate, path, place, Invariant($"{index}, the index of '{labels[index]}'"), "an index of its own");
                return null;
            }
        }

        return Number(labels, path, key, problems);
    }

    /// <summary>Gives a label: a text, or a number as it is written.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : JsonFile.Text(value);

    private static bool TryIndex(string text, out int index) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    /// <summary>Gives an index: a whole number, in quotes too; null where it is none.</summary>
    private static int? IndexOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetDouble(out var number) && number is >= 0 and < int.MaxValue && number == Math.Floor(number) ? (int)number : null;
        }

        return JsonFile.Text(value) is { } text && TryIndex(text, out var index) ? index : null;
    }

    private static string[]? Refuse(string path, string key, JsonElement value, string allowed, BundleProblems problems)
    {
        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), allowed);
        return null;
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
                problems.Error(BundleProblemCodes.LabelGap, path, key, $"the indices {string.Join(", ", labels.Keys.Take(LongestList).Select(index => Invariant($"{index}")))}{(labels.Count > LongestList ? ", …" : "")}", Invariant($"0 to {labels.Count - 1}"));
                return null;
            }

            if (!seen.TryAdd(label, index))
            {
                problems.Error(BundleProblemCodes.LabelDuplicate, path, key, Invariant($"'{label}' at {seen[label]} and at {index}"), "each label once");
                sound = false;
            }
        }

        return sound ? [.. labels.Values] : null;
    }
}
