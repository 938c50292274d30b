using System.Text.Json;

namespace EmotionAI.Answers;

/// <summary>Writes a segment as the keys of a JSON object.</summary>
internal static class SegmentJson
{
    /// <param name="json">Receives the keys.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="allScores">Whether to write every score.</param>
    /// <param name="logits">Whether to write the outputs before the activation.</param>
    public static void Write(Utf8JsonWriter json, EmotionSegment segment, bool allScores, bool logits)
    {
        json.WriteNumber("start", segment.Start.TotalSeconds);
        json.WriteNumber("end", segment.End.TotalSeconds);
        if (segment.Channel is { } channel)
        {
            json.WriteNumber("channel", channel);
        }

        PredictionJson.Write(json, segment.Prediction, allScores, logits);
    }
}
