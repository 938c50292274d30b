using System.Text.Json;

namespace EmotionAI.Server.OpenInference;

/// <summary>Writes the inference response of the Open Inference Protocol.</summary>
internal static class InferAnswer
{
    public static void Write(Utf8JsonWriter json, string model, string? id, IReadOnlyList<string> outputs, IReadOnlyList<EmotionPrediction> predictions)
    {
        var rows = predictions.Select(prediction => (Prediction: prediction, Ranked: prediction.Scores.OrderByDescending(score => score.Score).ToArray())).ToArray();
        json.WriteStartObject();
        json.WriteString("model_name", model);
        if (id is not null)
        {
            json.WriteString("id", id);
        }

        json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output);
            json.WriteString("datatype", Tensors.Outputs.First(known => known.Name == output).Type);
            json.WriteStartArray("shape");
            json.WriteNumberValue(rows.Length);
            json.WriteNumberValue(rows[0].Ranked.Length);
            json.WriteEndArray();
            json.WriteStartArray("data");
            foreach (var (prediction, ranked) in rows)
            {
                WriteRow(json, output, prediction, ranked);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, string output, EmotionPrediction prediction, EmotionScore[] ranked)
    {
        var accepted = prediction.Labels.Select(score => score.Label).ToHashSet();
        foreach (var (label, score) in ranked)
        {
            switch (output)
            {
                case Tensors.Labels:
                    json.WriteStringValue(label);
                    break;
                case Tensors.Scores:
                    json.WriteNumberValue(score);
                    break;
                default:
                    json.WriteBooleanValue(accepted.Contains(label));
                    break;
            }
        }
    }
}
