using System.Globalization;
using System.Text.Json;

namespace EmotionAI.Formats;

/// <summary>Reads labels in every form in which they are written: a list, <c>{"labels": list}</c>, id → label or label → id. A fault is reported, and null given.</summary>
/// <param name="report">Takes a fault; it may throw.</param>
internal sealed class LabelForms(Action<LabelFault> report)
{
    private const int LongestList = 40;

    /// <summary>Reads any of the four forms.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="key">Receives the key that holds the labels; empty where the whole file does.</param>
    public SortedDictionary<int, string>? Read(JsonElement root, out string key)
    {
        key = "";
        switch (root.ValueKind)
        {
            case JsonValueKind.Array:
                return ReadList(root, key);
            case JsonValueKind.Object when root.TryGetProperty("labels", out var list) && list.ValueKind == JsonValueKind.Array:
                key = "labels";
                return ReadList(list, key);
            case JsonValueKind.Object when root.EnumerateObject().Any() && root.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Number):
                return ReadNumbers(root);
            case JsonValueKind.Object:
                return ReadIndexed(root, key);
            default:
                return Refuse(key, root, "a list of labels, {\"labels\": [...]}, id to label, or label to id");
        }
    }

    /// <summary>Reads id → label, as <c>id2label</c> holds it: the keys are numbers in quotes, in any order.</summary>
    public SortedDictionary<int, string>? ReadIndexed(JsonElement map, string key)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            if (!TryIndex(property.Name, out var index) || TextOf(property.Value) is not { Length: > 0 } label)
            {
                return Fault(LabelFaultKind.Value, key, $"\"{property.Name}\": {JsonText.Describe(property.Value)}", "\"number\": \"label\"");
            }

            if (!labels.TryAdd(index, label))
            {
                return Fault(LabelFaultKind.Duplicate, key, Invariant($"the index {index} twice, the second time as \"{property.Name}\""), "each index once");
            }
        }

        return labels;
    }

    /// <summary>Reads labels in index order.</summary>
    public SortedDictionary<int, string>? ReadList(JsonElement list, string key)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var item in list.EnumerateArray())
        {
            if (TextOf(item) is not { Length: > 0 } label)
            {
                return Fault(LabelFaultKind.Value, $"{key}[{labels.Count}]", JsonText.Describe(item), "a label");
            }

            labels.Add(labels.Count, label);
        }

        return labels;
    }

    /// <summary>Reads label → id, as <c>label2id</c> holds it.</summary>
    public SortedDictionary<int, string>? ReadNumbered(JsonElement map, string key)
    {
        var labels = new SortedDictionary<int, string>();
        foreach (var property in map.EnumerateObject())
        {
            var place = key.Length == 0 ? property.Name : $"{key}[\"{property.Name}\"]";
            if (property.Name.Length == 0 || IndexOf(property.Value) is not { } index)
            {
                return Fault(LabelFaultKind.Value, place, JsonText.Describe(property.Value), "\"label\": number");
            }

            if (!labels.TryAdd(index, property.Name))
            {
                return Fault(LabelFaultKind.Duplicate, place, Invariant($"{index}, the index of '{labels[index]}'"), "an index of its own");
            }
        }

        return labels;
    }

    /// <summary>Checks that the labels are distinct, one or more, and number 0 to n-1.</summary>
    /// <returns>The labels in index order; null where there was a fault.</returns>
    public string[]? Number(SortedDictionary<int, string>? labels, string key)
    {
        if (labels is not { Count: > 0 })
        {
            return labels is null ? null : Refuse("no label", key);
        }

        var sound = true;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var expected = 0;
        foreach (var (index, label) in labels)
        {
            if (index != expected++)
            {
                var indices = string.Join(", ", labels.Keys.Take(LongestList).Select(each => Invariant($"{each}")));
                Fault(LabelFaultKind.Gap, key, $"the indices {indices}{(labels.Count > LongestList ? ", …" : "")}", Invariant($"0 to {labels.Count - 1}"));
                return null;
            }

            if (!seen.TryAdd(label, index))
            {
                Fault(LabelFaultKind.Duplicate, key, Invariant($"'{label}' at {seen[label]} and at {index}"), "each label once");
                sound = false;
            }
        }

        return sound ? [.. labels.Values] : null;
    }

    /// <summary>Gives an index: a whole number, in quotes too; null where it is none.</summary>
    public static int? IndexOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetDouble(out var number) && number is >= 0 and < int.MaxValue && number == Math.Floor(number) ? (int)number : null;
        }

        return value.ValueKind == JsonValueKind.String && TryIndex(value.GetString()!, out var index) ? index : null;
    }

    /// <summary>Reads an object of numbers: label → id, unless only the keys number the labels, as in <c>{"0": 1, "1": 2}</c>.</summary>
    private SortedDictionary<int, string>? ReadNumbers(JsonElement map)
    {
        var byKey = map.EnumerateObject().Select(property => TryIndex(property.Name, out var index) ? index : -1).ToList();
        var byValue = map.EnumerateObject().Select(property => IndexOf(property.Value) ?? -1).ToList();
        if (!IsNumbering(byKey) || byKey.SequenceEqual(byValue))
        {
            return ReadNumbered(map, "");
        }

        if (!IsNumbering(byValue))
        {
            return ReadIndexed(map, "");
        }

        // Where both sides number the labels, the two readings agree only if each exchange goes both ways.
        var exchange = byKey.Zip(byValue).ToDictionary();
        return exchange.All(pair => exchange[pair.Value] == pair.Key)
            ? ReadNumbered(map, "")
            : Refuse("", map, "a list of labels in index order: here ids and labels are both numbers, and nothing tells which is which");
    }

    private static bool IsNumbering(List<int> indices) => indices.Order().SequenceEqual(Enumerable.Range(0, indices.Count));

    /// <summary>Gives a label: a text, or a number as it is written.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    private static bool TryIndex(string text, out int index) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private string[]? Refuse(string found, string key)
    {
        report(new LabelFault(LabelFaultKind.Count, key, found, "one or more"));
        return null;
    }

    private SortedDictionary<int, string>? Refuse(string key, JsonElement value, string allowed) => Fault(LabelFaultKind.Value, key, JsonText.Describe(value), allowed);

    private SortedDictionary<int, string>? Fault(LabelFaultKind kind, string key, string found, string allowed)
    {
        report(new LabelFault(kind, key, found, allowed));
        return null;
    }
}
