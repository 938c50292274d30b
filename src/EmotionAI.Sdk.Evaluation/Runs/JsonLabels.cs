using System.Text.Json;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads labels and scores from JSON values.</summary>
internal static class JsonLabels
{
    /// <summary>Reads a label or a list of labels: names, ids, objects with a <c>label</c>, or 0 and 1 for each label.</summary>
    /// <exception cref="FormatException">There is an unknown label, or the value is of another kind.</exception>
    public static StatedLabels Read(JsonElement value, EmotionLabels labels) => value.ValueKind == JsonValueKind.String
        ? TruthValue.Labels(value.GetString()!, labels)
        : new StatedLabels(Indices(value, labels));

    /// <summary>Reads a score for each label: a list in label order, an object by label, or a list of objects with <c>label</c> and <c>score</c>.</summary>
    /// <exception cref="FormatException">One is missing or no number.</exception>
    public static double[] ReadScores(JsonElement value, EmotionLabels labels)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object)
        {
            return ReadPairs(value, labels);
        }

        double[] scores = value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(Number)],
            JsonValueKind.Object => [.. labels.Select(label => value.TryGetProperty(label, out var score) ? Number(score) : throw NoScore(label))],
            _ => throw new FormatException($"the scores are {value.GetRawText()}; a list or an object is allowed."),
        };
        return scores.Length == labels.Count ? scores : throw new FormatException($"{scores.Length} scores; {labels.Count}, one for each label, are allowed.");
    }

    /// <exception cref="FormatException">The value is not a finite number.</exception>
    public static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"the score {value.GetRawText()}; a finite number is allowed.");

    private static int[] Indices(JsonElement value, EmotionLabels labels) => value.ValueKind switch
    {
        JsonValueKind.Array when IsIndicators(value, labels) => [.. value.EnumerateArray().Index().Where(item => IsOne(item.Item)).Select(item => item.Index)],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => IndexOf(item, labels)).Distinct().Order()],
        JsonValueKind.Object when !value.TryGetProperty("label", out _) => OfMap(value, labels),
        _ => [IndexOf(value, labels)],
    };

    private static double[] ReadPairs(JsonElement list, EmotionLabels labels)
    {
        var scores = new double[labels.Count];
        Array.Fill(scores, double.NaN);
        foreach (var item in list.EnumerateArray())
        {
            scores[IndexOf(item, labels)] = item.TryGetProperty("score", out var score) ? Number(score) : throw new FormatException($"there is no score in {item.GetRawText()}.");
        }

        return Array.FindIndex(scores, double.IsNaN) is >= 0 and var missing ? throw NoScore(labels[missing]) : scores;
    }

    /// <summary>Tells 0 and 1 for each label from a list of ids, which are different from each other.</summary>
    private static bool IsIndicators(JsonElement list, EmotionLabels labels)
    {
        if (list.GetArrayLength() != labels.Count || list.EnumerateArray().Any(item => item.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)))
        {
            return false;
        }

        if (labels.Count == 1 || !list.EnumerateArray().All(item => item.ValueKind != JsonValueKind.Number || item.GetDouble() is 0 or 1))
        {
            return list[0].ValueKind != JsonValueKind.Number;
        }

        var isAmbiguous = labels.Count == 2 && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)) && IsOne(list[0]) != IsOne(list[1]);
        return isAmbiguous
            ? throw new FormatException($"{list.GetRawText()} may be two ids, or 0 and 1 for each label; names of labels, or 0.0 and 1.0, are allowed.")
            : true;
    }

    private static bool IsOne(JsonElement value) => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetDouble() == 1);

    private static int[] OfMap(JsonElement map, EmotionLabels labels) =>
        [.. map.EnumerateObject().Where(property => TruthValue.IsSet(property.Value.ToString(), property.Name)).Select(property => TruthValue.IndexOf(property.Name, labels)).Distinct().Order()];

    private static int IndexOf(JsonElement value, EmotionLabels labels) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("label", out var label) => IndexOf(label, labels),
        JsonValueKind.String => TruthValue.IndexOf(value.GetString()!, labels),
        JsonValueKind.Number => TruthValue.IndexOf(value.GetDouble(), labels),
        _ => throw new FormatException($"{value.GetRawText()} is no label; a name or an id is allowed."),
    };

    private static FormatException NoScore(string label) => new($"there is no score of '{label}'.");
}
