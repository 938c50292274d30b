namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds the bars of one label, in seconds, or of one label of one channel.</summary>
/// <param name="Label">The label; empty where none was given at all.</param>
/// <param name="Channel">The channel; null for all together.</param>
/// <param name="Bars">The segments that have the label.</param>
internal sealed record TimelineRow(string Label, int? Channel, IReadOnlyList<(double Start, double End, float Score)> Bars)
{
    /// <summary>Gets the name, for people.</summary>
    public string Name => Channel is { } channel ? Invariant($"{channel}: {Label}") : Label;

    /// <summary>Makes rows for the labels that were given, those of a channel together, in the order of the model.</summary>
    public static IReadOnlyList<TimelineRow> Of(IReadOnlyList<EmotionSegment> segments)
    {
        string[] order = [.. segments[0].Prediction.Scores.Select(score => score.Label)];
        TimelineRow[] rows =
        [
            .. segments
                .SelectMany(segment => segment.Prediction.Labels, (segment, label) => (segment, label))
                .GroupBy(given => (given.segment.Channel, given.label.Label))
                .OrderBy(row => row.Key.Channel).ThenBy(row => Array.IndexOf(order, row.Key.Label))
                .Select(row => new TimelineRow(row.Key.Label, row.Key.Channel, [.. row.Select(given => (given.segment.Start.TotalSeconds, given.segment.End.TotalSeconds, given.label.Score))])),
        ];
        return rows.Length > 0 ? rows : [new TimelineRow("", null, [])];
    }
}
