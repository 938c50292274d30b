using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Writes the file of intervals.</summary>
internal static class IntervalsJson
{
    /// <param name="isWithinSpeakers">Whether samples were drawn within each speaker.</param>
    public static byte[] Format(IReadOnlyList<MetricInterval> intervals, bool isWithinSpeakers) => ArtefactJson.Write(json =>
    {
        var first = intervals[0].Interval;
        json.WriteStartObject();
        json.WriteString("method", isWithinSpeakers ? "percentile bootstrap over samples, drawn within speakers" : "percentile bootstrap over samples");
        json.WriteNumber("confidence_level", first.ConfidenceLevel);
        json.WriteNumber("resamples", first.Resamples);
        json.WriteNumber("seed", first.Seed);
        foreach (var (name, interval) in intervals)
        {
            json.WriteStartObject(name);
            json.WriteNumber("estimate", interval.Estimate);
            json.WriteNumber("lower", interval.Lower);
            json.WriteNumber("upper", interval.Upper);
            json.WriteNumber("standard_error", interval.StandardError);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });
}
