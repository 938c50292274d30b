using System.Text.Json;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Heads;

namespace EmotionAI.Cli.Training;

/// <summary>Writes what came of a training as one JSON object in one line.</summary>
internal static class TrainedHeadJson
{
    public static void Write(TextWriter output, TrainedHead head, ModelMeasurement measurement)
    {
        using var line = new JsonLine(output);
        Write(line.Begin(), head, measurement);
        line.End();
        output.Flush();
    }

    private static void Write(Utf8JsonWriter json, TrainedHead head, ModelMeasurement measurement)
    {
        json.WriteString("model", measurement.Evaluated.ModelId);
        json.WriteNumber("num_samples", measurement.Evaluated.Samples.Count);
        json.WriteStartObject("metrics");
        foreach (var (name, value) in measurement.OverallFigures.Where(figure => double.IsFinite(figure.Value)))
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("strength", head.Strength);
        json.WriteNumber("temperature", head.Temperature);
        json.WriteStartArray("learning_curve");
        foreach (var point in head.LearningCurve?.Points ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("samples", point.Samples);
            json.WriteNumber("quality", point.Quality);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("doubtful_labels");
        foreach (var doubt in head.DoubtfulLabels)
        {
            json.WriteStartObject();
            json.WriteString("id", doubt.Id);
            json.WriteString("label", doubt.Labels[0]);
            json.WriteString("predicted", doubt.Predicted);
            json.WriteNumber("score", doubt.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
