using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Writes the answers of a model of quantities as JSON lines: <c>input</c>, <c>speaker</c>, <c>truth</c> and <c>dimensions</c> by name.</summary>
internal static class DimensionAnswers
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Format(EvaluatedDimensions evaluated)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, Readable);
        for (var row = 0; row < evaluated.Truth.Rows; row++)
        {
            json.WriteStartObject();
            if (evaluated.Inputs is { } inputs)
            {
                json.WriteString("input", inputs[row]);
            }

            if (evaluated.Speakers is { } speakers)
            {
                json.WriteString("speaker", speakers[row]);
            }

            Write(json, "truth", evaluated.Dimensions, evaluated.Truth.Row(row));
            Write(json, "dimensions", evaluated.Dimensions, evaluated.Predicted.Row(row));
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
        }

        return lines.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string key, EmotionLabels names, ReadOnlySpan<double> values)
    {
        json.WriteStartObject(key);
        for (var i = 0; i < values.Length; i++)
        {
            json.WriteNumber(names[i], values[i]);
        }

        json.WriteEndObject();
    }
}
