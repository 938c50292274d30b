using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Answers;

/// <summary>Writes what is known of a text beside its labels: how the vocabulary knows it, its windows, its words.</summary>
internal static class TextFactsJson
{
    public static void Write(Utf8JsonWriter json, EmotionPrediction prediction, TextExplanation? explanation)
    {
        if (prediction.TextQuality is { } quality)
        {
            json.WriteStartObject("textQuality");
            json.WriteNumber("words", quality.Words);
            json.WriteNumber("tokens", quality.Tokens);
            json.WriteNumber("unknownShare", quality.UnknownShare);
            json.WriteNumber("piecesPerWord", quality.PiecesPerWord);
            json.WriteNumber("unfamiliarity", quality.Unfamiliarity);
            json.WriteBoolean("unfamiliar", quality.IsUnfamiliar);
            json.WriteEndObject();
        }

        if (prediction.Windows.Count > 0)
        {
            WriteWindows(json, prediction.Windows);
        }

        if (explanation is not null)
        {
            json.WriteString("explained", explanation.Label);
            WriteWords(json, explanation.Words);
        }
    }

    private static void WriteWindows(Utf8JsonWriter json, IReadOnlyList<EmotionWindow> windows)
    {
        json.WriteStartArray("windows");
        foreach (var window in windows)
        {
            json.WriteStartObject();
            json.WriteNumber("start", window.Start);
            json.WriteNumber("end", window.End);
            json.WriteStartObject("scores");
            foreach (var score in window.Scores)
            {
                PredictionJson.WriteNumber(json, score.Label, score.Score);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter json, IReadOnlyList<WordWeight> words)
    {
        json.WriteStartArray("words");
        foreach (var word in words)
        {
            json.WriteStartObject();
            json.WriteNumber("start", word.Start);
            json.WriteNumber("end", word.End);
            json.WriteString("text", word.Text);
            PredictionJson.WriteNumber(json, "weight", word.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
