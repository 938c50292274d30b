using System.Text.Json;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from JSON lines: <c>truth</c> and <c>labels</c> or <c>scores</c>, in the shapes that the tool and others write.</summary>
internal sealed class JsonPredictions(string path, PredictionsOptions options)
{
    private static readonly string[] AcceptedKeys = ["labels"];
    private static readonly string[] SingularKeys = [.. PredictionColumns.Label.Except(AcceptedKeys)];
    private static readonly string[] ScoreKeys = ["scores", "probabilities", "probs", "proba", "yscore", "yscores", "yprob", "yproba"];
    private static readonly string[] LogitKeys = ["logits"];

    private readonly EmotionLabels _labels = options.Labels;

    /// <exception cref="EmotionAIException">The file cannot be read, a key may mean two things, or the truth has another number of samples.</exception>
    public static void Read(string path, PredictionsOptions options, PredictionRows rows, Action<int, string> report)
    {
        var reader = new JsonPredictions(path, options);
        var truth = JoinedTruth.Open(path, options, report);
        foreach (var (line, text) in JsonLines.Read(path))
        {
            truth.Add(line, own => reader.Add(line, text, own, rows));
        }

        truth.Finish();
    }

    private void Add(int line, ReadOnlyMemory<byte> text, int[]? joined, PredictionRows rows)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Add(line, document.RootElement, joined, rows);
        }
        catch (JsonException e)
        {
            throw new FormatException($"not JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private void Add(int line, JsonElement root, int[]? joined, PredictionRows rows)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"a JSON {root.ValueKind.ToString().ToLowerInvariant()}; an object is allowed.");
        }

        if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
        {
            throw new FormatException($"it holds an error and no prediction: {error.GetRawText()}");
        }

        string[] keys = [.. root.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null).Select(property => property.Name)];
        var predicted = PredictionColumns.Choose(path, keys, options.PredictedColumn, "--predicted-column", PredictionColumns.Predicted);
        var truth = joined is not null ? null : TruthKey(keys, predicted);
        predicted ??= keys.FirstOrDefault(key => AcceptedKeys.Contains(key) && key != truth);
        rows.Add(
            line,
            joined ?? JsonLabels.Read(root.GetProperty(truth!), _labels),
            predicted is null ? null : JsonLabels.Read(root.GetProperty(predicted), _labels),
            Scores(root, keys),
            Text(root, "input"),
            Text(root, "speaker"));
    }

    /// <summary>Finds the truth. <c>labels</c> is what the model accepted, as the tool writes it, unless another key says what was predicted.</summary>
    private string TruthKey(string[] keys, string? predicted)
    {
        string[] own = [.. keys.Where(key => key != predicted)];
        return PredictionColumns.Choose(path, own, options.TruthColumn, "--truth-column", PredictionColumns.Truth, predicted is null ? SingularKeys : PredictionColumns.Label)
            ?? throw new FormatException("there is no 'truth'.");
    }

    private double[] Scores(JsonElement root, string[] keys)
    {
        var key = (options.AreLogits ? PredictionColumns.Choose(path, keys, null, "leaving one out", LogitKeys) : null) ?? PredictionColumns.Choose(path, keys, null, "leaving one out", ScoreKeys);
        if (key is not null)
        {
            return JsonLabels.ReadScores(root.GetProperty(key), _labels);
        }

        return PredictionColumns.Scores(path, keys, _labels, options.AreLogits) is { } columns ? [.. columns.Select(column => JsonLabels.Number(root.GetProperty(column)))] : [];
    }

    private static string? Text(JsonElement root, string key) => !root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
