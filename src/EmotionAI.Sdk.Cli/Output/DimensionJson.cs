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
        MeasurementJson.WriteFigures(json, evaluated.ModelId, evaluated.Problems.Count, leftOut: 0, evaluated.NoSpeechShare, measurement.Figures, measurement.Intervals);
        WriteDimensions(json, measurement);
        line.End();
        output.Flush();
    }

    private static void WriteDimensions(Utf8JsonWriter json, DimensionMeasurement measurement)
    {
        json.WriteStartArray("per_dimension");
        foreach (var (name, metrics) in measurement.Evaluated.Dimensions.Zip(measurement.Dimensions))
        {
            json.WriteStartObject();
            json.WriteString("dimension", name);
            MeasurementJson.WriteNumber(json, "ccc", metrics.ConcordanceCorrelation);
            MeasurementJson.WriteNumber(json, "pearson", metrics.PearsonCorrelation);
            json.WriteNumber("rmse", metrics.RootMeanSquaredError);
            json.WriteNumber("mae", metrics.MeanAbsoluteError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
