using System.Text.Json;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Evaluation.Bootstrap;
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
        var evaluated = measurement.Evaluated;
        WriteFigures(json, evaluated.ModelId, evaluated.Problems.Count, evaluated.LeftOutCount, evaluated.NoSpeechShare, measurement.OverallFigures, measurement.Intervals);
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

    /// <summary>Writes what the figures of every model begin with, of labels and of quantities.</summary>
    public static void WriteFigures(Utf8JsonWriter json, string modelId, int faults, int leftOut, double? noSpeechShare, IEnumerable<KeyValuePair<string, double>> figures, IReadOnlyList<BootstrapInterval> intervals)
    {
        json.WriteString("model", modelId);
        json.WriteNumber("faults", faults);
        json.WriteNumber("left_out", leftOut);
        if (noSpeechShare is { } share)
        {
            json.WriteNumber("no_speech_share", share);
        }

        json.WriteStartObject("metrics");
        foreach (var (name, value) in figures)
        {
            WriteNumber(json, name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("seed", intervals[0].Seed);
        json.WriteStartObject("intervals");
        foreach (var interval in intervals)
        {
            json.WriteStartArray(interval.Name);
            WriteValue(json, interval.Lower);
            WriteValue(json, interval.Upper);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a number; null where it is not defined.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
