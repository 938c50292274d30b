using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from JSON lines: <c>truth</c> and <c>labels</c> or <c>scores</c>, in the shapes that the tool writes.</summary>
internal static class JsonPredictions
{
    private static readonly string[] TruthKeys = ["truth", "y_true", "true"];
    private static readonly string[] PredictedKeys = ["labels", "predicted", "y_pred"];

    public static IReadOnlyList<StoredPrediction> Read(string path, EmotionLabels labels, Action<int, string> report)
    {
        List<StoredPrediction> predictions = [];
        using var reader = new StreamReader(ArtefactFile.Open(path));
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(text);
                predictions.Add(Parse(document.RootElement, line, labels));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
            {
                report(line, e.Message);
            }
        }

        return predictions;
    }

    private static StoredPrediction Parse(JsonElement root, int line, EmotionLabels labels)
    {
        if (root.TryGetProperty("error", out var error))
        {
            throw new FormatException($"it holds an error and no prediction: {error.GetRawText()}");
        }

        var truth = Find(root, TruthKeys) ?? throw new FormatException($"there is no '{TruthKeys[0]}'.");
        return new StoredPrediction
        {
            Line = line,
            Input = root.TryGetProperty("input", out var input) ? input.GetString() ?? "" : "",
            Speaker = root.TryGetProperty("speaker", out var speaker) ? speaker.GetString() : null,
            Truth = ReadLabels(truth, labels),
            Predicted = Find(root, PredictedKeys) is { } predicted ? ReadLabels(predicted, labels) : null,
            Scores = root.TryGetProperty("scores", out var scores) && scores.ValueKind != JsonValueKind.Null ? ReadScores(scores, labels) : null,
        };
    }

    private static JsonElement? Find(JsonElement root, string[] keys) =>
        keys.Select(key => root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : (JsonElement?)null).FirstOrDefault(value => value is not null);

    private static int[] ReadLabels(JsonElement value, EmotionLabels labels) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => IndexOf(item, labels)).Distinct().Order()]
        : [IndexOf(value, labels)];

    private static int IndexOf(JsonElement value, EmotionLabels labels)
    {
        var name = value.ValueKind == JsonValueKind.Object ? value.GetProperty("label").GetString()! : value.GetString()!;
        return labels.IndexOf(name) is >= 0 and var index ? index : throw new FormatException($"the label '{name}' is unknown; {string.Join(", ", labels)} are allowed.");
    }

    private static double[] ReadScores(JsonElement value, EmotionLabels labels)
    {
        double[] scores = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(score => score.GetDouble())]
            : [.. labels.Select(label => value.TryGetProperty(label, out var score) ? score.GetDouble() : throw new FormatException($"there is no score of '{label}'."))];
        return scores.Length == labels.Count ? scores : throw new FormatException($"{scores.Length} scores; {labels.Count}, one for each label, are allowed.");
    }
}
