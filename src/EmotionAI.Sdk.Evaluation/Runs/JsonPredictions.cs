using System.Text.Json;
using EmotionAI.Formats;

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
        var predictions = new JsonPredictions(path, options);
        var truth = TruthFile.Join(path, options, report);
        using var reader = new EncodedReader(ArtefactFile.Open(path), options.Encoding, path);
        var lines = new NumberedLines(reader, path, options.OnInvalidBytes);
        while (Next(lines, path) is { } text)
        {
            if (lines.FaultOf(text, lines.Line) is { } fault)
            {
                truth.Skip(lines.Line, fault);
            }
            else if (!string.IsNullOrWhiteSpace(text))
            {
                truth.Add(lines.Line, own => predictions.Add(lines.Line, text, own, rows));
            }
        }

        truth.Finish();
    }

    private static string? Next(NumberedLines lines, string path)
    {
        try
        {
            return lines.Next();
        }
        catch (IOException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    private void Add(int line, string text, StatedLabels? joined, PredictionRows rows)
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
            // The parser takes half of a surrogate pair (\ud83d alone) and only refuses to give it as a string.
            throw new FormatException($"not text: {e.Message}", e);
        }
    }

    private void Add(int line, JsonElement root, StatedLabels? joined, PredictionRows rows)
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
        Require(keys, options.PredictedColumn);
        var predicted = PredictionColumns.Choose(path, keys, options.PredictedColumn, "--predicted-column", PredictionColumns.Predicted);
        var truth = joined is not null ? null : TruthKey(keys, predicted);
        predicted ??= keys.FirstOrDefault(key => AcceptedKeys.Contains(key) && key != truth);
        rows.Add(
            line,
            joined ?? JsonLabels.Read(root.GetProperty(truth!), _labels),
            predicted is null ? null : JsonLabels.Read(root.GetProperty(predicted), _labels),
            Scores(root, keys),
            options.InputColumn is { } input ? Text(root, input) : PredictionColumns.Input.Select(key => Text(root, key)).FirstOrDefault(text => text is not null),
            Text(root, "speaker"));
    }

    /// <summary>Finds the truth. <c>labels</c> is what the model accepted, as the tool writes it, unless another key says what was predicted.</summary>
    private string TruthKey(string[] keys, string? predicted)
    {
        string[] own = [.. keys.Where(key => key != predicted)];
        Require(own, options.TruthColumn);
        return PredictionColumns.Choose(path, own, options.TruthColumn, "--truth-column", PredictionColumns.Truth, predicted is null ? SingularKeys : PredictionColumns.Label)
            ?? throw new FormatException("there is no 'truth'.");
    }

    /// <exception cref="FormatException">This line has no such key; others may.</exception>
    private static void Require(string[] keys, string? wanted)
    {
        if (wanted is not null && !keys.Contains(wanted))
        {
            throw new FormatException($"there is no '{wanted}'; it has {string.Join(", ", keys.Select(key => $"'{key}'"))}.");
        }
    }

    private double[] Scores(JsonElement root, string[] keys)
    {
        var key = (options.AreLogits ? PredictionColumns.Choose(path, keys, null, "leaving one out", LogitKeys) : null) ?? PredictionColumns.Choose(path, keys, null, "leaving one out", ScoreKeys);
        if (key is not null)
        {
            return JsonLabels.ReadScores(root.GetProperty(key), _labels);
        }

        return PredictionColumns.Scores(keys, _labels, options.AreLogits, out var lone) is { } columns ? [.. columns.Select(column => JsonLabels.Number(root.GetProperty(column)))]
            : lone is null ? [] : throw new FormatException(PredictionColumns.DescribeLone(lone, keys));
    }

    private static string? Text(JsonElement root, string key) => !root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
