using System.Text.Json;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the figures of a model of quantities for programs, as one JSON object on one line.</summary>
internal static class DimensionJson
{
    public static void Write(TextWriter output, DimensionMeasurement measurement)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        var evaluated = measurement.Evaluated;
        json.WriteString("model", evaluated.ModelId);
        json.WriteNumber("faults", evaluated.Problems.Count);
        json.WriteNumber("left_out", 0);
        if (evaluated.NoSpeechShare is { } share)
        {
            json.WriteNumber("no_speech_share", share);
        }

        json.WriteStartObject("metrics");
        foreach (var (name, value) in measurement.Figures)
        {
            MeasurementJson.WriteNumber(json, name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("seed", measurement.Intervals[0].Seed);
        WriteIntervals(json, measurement);
        WriteDimensions(json, measurement);
        line.End();
        output.Flush();
    }

    private static void WriteIntervals(Utf8JsonWriter json, DimensionMeasurement measurement)
    {
        json.WriteStartObject("intervals");
        foreach (var interval in measurement.Intervals)
        {
            json.WriteStartArray(interval.Name);
            WriteValue(json, interval.Lower);
            WriteValue(json, interval.Upper);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter json, DimensionMeasurement measurement)
    {
        json.WriteStartArray("per_dimension");
        foreach (var (name, metrics) in measurement.Evaluated.Dimensions.Zip(measurement.Dimensions))
        {
            json.WriteStartObject();
            json.WriteString("dimension", name);
            MeasurementJson.WriteNumber(json, "ccc", metrics.ConcordanceCorrelation ?? double.NaN);
            MeasurementJson.WriteNumber(json, "pearson", metrics.PearsonCorrelation ?? double.NaN);
            json.WriteNumber("rmse", metrics.RootMeanSquaredError);
            json.WriteNumber("mae", metrics.MeanAbsoluteError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
