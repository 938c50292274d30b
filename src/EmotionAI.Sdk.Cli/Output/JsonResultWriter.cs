using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes one JSON object a result.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="allScores">Whether to write every score.</param>
/// <param name="logits">Whether to write the outputs before the activation.</param>
internal sealed class JsonResultWriter(TextWriter output, bool allScores, bool logits) : IResultWriter, IDisposable
{
    private readonly JsonLine _line = new(output);

    public void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed, TextExplanation? explanation = null, VoiceDescriptors? descriptors = null)
    {
        var json = _line.Begin();
        json.WriteNumber("index", index);
        passed?.Write(json);
        json.WriteString("input", input);
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
                JsonLine.WriteNumber(json, name, value);
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
        QualityText.WriteJson(json, prediction.Quality);
        VoiceText.WriteJson(json, descriptors);
        TextFactsJson.Write(json, prediction, explanation);
        _line.End();
    }

    public void Write(long index, string input, EmotionAIException error, PassedFields? passed) => _line.WriteError(index, input, error, passed);

    public void Flush() => output.Flush();

    public void Finish() => output.Flush();

    public void Dispose() => _line.Dispose();

    private static void WriteScore(Utf8JsonWriter json, EmotionScore score)
    {
        json.WriteString("label", score.Label);
        JsonLine.WriteNumber(json, "score", score.Score);
        json.WriteEndObject();
    }

    private static void WriteByLabel(Utf8JsonWriter json, string name, IReadOnlyList<EmotionScore> labels, IEnumerable<float> values)
    {
        json.WriteStartObject(name);
        foreach (var (label, value) in labels.Zip(values))
        {
            JsonLine.WriteNumber(json, label.Label, value);
        }

        json.WriteEndObject();
    }
}
