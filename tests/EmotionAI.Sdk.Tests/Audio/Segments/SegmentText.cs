namespace EmotionAI.Tests.Audio.Segments;

/// <summary>Writes all that a segment says, down to the last bit, so that two can be compared.</summary>
internal static class SegmentText
{
    public static string Of(EmotionSegment segment)
    {
        var prediction = segment.Prediction;
        var scores = string.Join(' ', prediction.Scores.Select(score => FormattableString.Invariant($"{score.Label}:{BitConverter.SingleToInt32Bits(score.Score):x8}")));
        var labels = string.Join(' ', prediction.Labels.Select(label => label.Label));
        var logits = string.Join(' ', prediction.Logits.Select(logit => FormattableString.Invariant($"{BitConverter.SingleToInt32Bits(logit):x8}")));
        return FormattableString.Invariant($"{segment.Start.Ticks} {segment.End.Ticks} {segment.Channel} [{labels}] {prediction.Top.Label} {scores} {logits} {prediction.Quality} {prediction.IsIncomplete}");
    }
}
