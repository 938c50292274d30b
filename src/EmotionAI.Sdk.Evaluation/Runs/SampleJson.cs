using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Writes and reads an answer as one JSON line: <c>line</c>, <c>input</c>, <c>speaker</c>, <c>truth</c>, <c>labels</c>, <c>scores</c>, <c>speech</c> where it is known; or <c>line</c> and <c>error</c>. Logits are for a run that goes on.</summary>
internal static class SampleJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SampleAnswer answer, EmotionLabels labels, bool isWithLogits = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        if (answer.Line > 0)
        {
            json.WriteNumber("line", answer.Line);
        }

        if (answer.Evaluated is { } sample)
        {
            json.WriteString("input", sample.Input);
            if (sample.Speaker is not null)
            {
                json.WriteString("speaker", sample.Speaker);
            }

            WriteLabels(json, "truth", sample.Truth, labels);
            WriteLabels(json, "labels", sample.Predicted, labels);
            WriteScores(json, sample.Scores, labels);
            if (sample.HasSpeech is { } hasSpeech)
            {
                json.WriteBoolean("speech", hasSpeech);
            }

            if (isWithLogits && sample.Logits.Count > 0)
            {
                json.WriteStartArray("logits");
                foreach (var logit in sample.Logits)
                {
                    json.WriteNumberValue(logit);
                }

                json.WriteEndArray();
            }
        }
        else
        {
            json.WriteString("error", answer.Problem);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <returns>The answer; null where the line is no such answer about these labels.</returns>
    public static SampleAnswer? TryRead(ReadOnlyMemory<byte> line, EmotionLabels labels)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var number = root.TryGetProperty("line", out var value) ? value.GetInt32() : 0;
            if (root.TryGetProperty("error", out var error))
            {
                return new SampleAnswer(number, null, error.GetString());
            }

            var scores = new double[labels.Count];
            foreach (var score in root.GetProperty("scores").EnumerateObject())
            {
                scores[labels.IndexOf(score.Name)] = score.Value.GetDouble();
            }

            return new SampleAnswer(number, new EvaluatedSample
            {
                Input = root.GetProperty("input").GetString()!,
                Speaker = root.TryGetProperty("speaker", out var speaker) ? speaker.GetString() : null,
                Truth = ReadLabels(root.GetProperty("truth"), labels),
                Predicted = ReadLabels(root.GetProperty("labels"), labels),
                Scores = scores,
                Logits = root.TryGetProperty("logits", out var logits) ? [.. logits.EnumerateArray().Select(logit => logit.GetDouble())] : [],
                HasSpeech = root.TryGetProperty("speech", out var speech) ? speech.GetBoolean() : null,
            }, null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static void WriteScores(Utf8JsonWriter json, IReadOnlyList<double> scores, EmotionLabels labels)
    {
        if (scores.Count == 0)
        {
            return;
        }

        json.WriteStartObject("scores");
        for (var i = 0; i < scores.Count; i++)
        {
            json.WriteNumber(labels[i], scores[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, IReadOnlyList<int> indices, EmotionLabels labels)
    {
        json.WriteStartArray(name);
        foreach (var index in indices)
        {
            json.WriteStringValue(labels[index]);
        }

        json.WriteEndArray();
    }

    private static int[] ReadLabels(JsonElement list, EmotionLabels labels) => [.. list.EnumerateArray().Select(label => labels.IndexOf(label.GetString()!)).Select(index => index >= 0 ? index : throw new FormatException())];
}
