namespace EmotionAI.Timelines;

/// <summary>Writes the TextGrid of Praat in its long form, as Praat's manual ("TextGrid file formats") describes it.</summary>
internal static class TextGrid
{
    public static void Write(IReadOnlyList<EmotionSegment> segments, TextWriter writer)
    {
        var end = segments.Count == 0 ? TimeSpan.Zero : segments.Max(segment => segment.End);
        var tiers = segments.GroupBy(segment => segment.Channel).OrderBy(tier => tier.Key).Select(tier => (Channel: tier.Key, Intervals: Intervals([.. tier], end))).ToList();
        if (tiers.Count == 0)
        {
            // Praat 6.3 dies of a TextGrid without tiers.
            tiers.Add((null, [(TimeSpan.Zero, end, "")]));
        }

        writer.Write("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
        writer.Write($"xmin = 0\nxmax = {Seconds(end)}\n");
        writer.Write(Invariant($"tiers? <exists>\nsize = {tiers.Count}\nitem []:\n"));
        for (var i = 0; i < tiers.Count; i++)
        {
            var name = tiers[i].Channel is { } channel ? Invariant($"emotion of channel {channel}") : "emotion";
            var intervals = tiers[i].Intervals;
            writer.Write(Invariant($"    item [{i + 1}]:\n        class = \"IntervalTier\"\n        name = \"{name}\"\n        xmin = 0\n        xmax = {Seconds(end)}\n        intervals: size = {intervals.Count}\n"));
            for (var place = 0; place < intervals.Count; place++)
            {
                var (from, to, text) = intervals[place];
                writer.Write(Invariant($"        intervals [{place + 1}]:\n            xmin = {Seconds(from)}\n            xmax = {Seconds(to)}\n            text = \"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
            }
        }
    }

    /// <summary>Covers a tier without gaps and overlaps.</summary>
    private static List<(TimeSpan From, TimeSpan To, string Text)> Intervals(IReadOnlyList<EmotionSegment> segments, TimeSpan end)
    {
        List<(TimeSpan From, TimeSpan To, string Text)> intervals = [];
        var reached = TimeSpan.Zero;
        for (var i = 0; i < segments.Count; i++)
        {
            var next = i + 1 < segments.Count ? segments[i + 1].Start : end;
            if (segments[i].Start > reached)
            {
                intervals.Add((reached, segments[i].Start, ""));
                reached = segments[i].Start;
            }

            var to = segments[i].End < next ? segments[i].End : next;
            if (to > reached)
            {
                intervals.Add((reached, to, TextOf(segments[i].Prediction)));
                reached = to;
            }
        }

        if (reached < end)
        {
            intervals.Add((reached, end, ""));
        }

        return intervals;
    }

    /// <summary>Writes labels as annotators do, without scores; quantities need their numbers.</summary>
    private static string TextOf(EmotionPrediction prediction) => prediction.Dimensions is not null
        ? PlainLine.LabelsOf(prediction)
        : PlainLine.Of(string.Join(", ", prediction.Labels.Select(label => label.Label)));

    private static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds}");
}
