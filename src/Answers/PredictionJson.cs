using System.Text.Json;

namespace EmotionAI.Answers;

/// <summary>Writes what a model answered as the keys of a JSON object, the same for whole inputs and for segments.</summary>
internal static class PredictionJson
{
    /// <param name="json">Receives the keys.</param>
    /// <param name="prediction">The answer.</param>
    /// <param name="allScores">Whether to write every score.</param>
    /// <param name="logits">Whether to write the outputs before the activation.</param>
    public static void Write(Utf8JsonWriter json, EmotionPrediction prediction, bool allScores, bool logits)
    {
        json.WriteStartArray("labels");
        foreach (var label in prediction.Labels)
        {
            json.WriteStartObject();
            WriteScore(json, label);
        }

        json.WriteEndArray();
        json.WriteStartObject("top");
        WriteScore(json, prediction.Top);
        if (prediction.Dimensions is { } dimensions)
        {
            json.WriteStartObject("dimensions");
            foreach (var (name, value) in dimensions)
            {
                WriteNumber(json, name, value);
            }

            json.WriteEndObject();
        }

        if (allScores)
        {
            WriteByLabel(json, "scores", prediction.Scores, prediction.Scores.Select(score => score.Score));
        }

        if (logits)
        {
            WriteByLabel(json, "logits", prediction.Scores, prediction.Logits);
        }

        json.WriteString("model", prediction.ModelId);
        json.WriteBoolean("mock", prediction.IsMock);
        json.WriteBoolean("truncated", prediction.IsTruncated);
        json.WriteBoolean("incomplete", prediction.IsIncomplete);
        QualityJson.Write(json, prediction.Quality);
    }

    /// <summary>Writes a number; null for what JSON has no number for.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteScore(Utf8JsonWriter json, EmotionScore score)
    {
        json.WriteString("label", score.Label);
        WriteNumber(json, "score", score.Score);
        json.WriteEndObject();
    }

    private static void WriteByLabel(Utf8JsonWriter json, string name, IReadOnlyList<EmotionScore> labels, IEnumerable<float> values)
    {
        json.WriteStartObject(name);
        foreach (var (label, value) in labels.Zip(values))
        {
            WriteNumber(json, label.Label, value);
        }

        json.WriteEndObject();
    }
}
