using System.Text.Json;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the figures of a model for programs, as one JSON object on one line.</summary>
internal static class MeasurementJson
{
    public static void Write(TextWriter output, ModelMeasurement measurement, IReadOnlyList<DescriptorContrast>? descriptors = null)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        WriteProperties(json, measurement);
        if (descriptors is not null)
        {
            ContrastTable.WriteJson(json, descriptors);
        }

        line.End();
        output.Flush();
    }

    /// <summary>Writes the figures into an object that was begun.</summary>
    public static void WriteProperties(Utf8JsonWriter json, ModelMeasurement measurement)
    {
        json.WriteString("model", measurement.Evaluated.ModelId);
        json.WriteNumber("faults", measurement.Evaluated.Problems.Count);
        json.WriteNumber("left_out", measurement.Evaluated.LeftOutCount);
        if (measurement.Evaluated.NoSpeechShare is { } share)
        {
            json.WriteNumber("no_speech_share", share);
        }

        json.WriteStartObject("metrics");
        foreach (var (name, value) in measurement.OverallFigures)
        {
            WriteNumber(json, name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("seed", measurement.Intervals[0].Seed);
        json.WriteStartObject("intervals");
        foreach (var interval in measurement.Intervals)
        {
            json.WriteStartArray(interval.Name);
            json.WriteNumberValue(interval.Lower);
            json.WriteNumberValue(interval.Upper);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartArray("per_class");
        foreach (var label in measurement.Classes)
        {
            json.WriteStartObject();
            json.WriteString("label", label.Label);
            json.WriteNumber("precision", label.Precision);
            json.WriteNumber("recall", label.Recall);
            json.WriteNumber("f1", label.F1);
            json.WriteNumber("support", label.Support);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a number; null where it is not defined.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
