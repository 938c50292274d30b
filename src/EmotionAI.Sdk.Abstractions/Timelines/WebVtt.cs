namespace EmotionAI.Timelines;

/// <summary>Writes WebVTT, as https://www.w3.org/TR/webvtt1/ describes it.</summary>
internal static class WebVtt
{
    public static void Write(IReadOnlyList<EmotionSegment> segments, TextWriter writer)
    {
        writer.Write("WEBVTT\n");
        if (segments.Any(segment => segment.Prediction.IsMock))
        {
            writer.Write("\nNOTE A mock answered: this means nothing.\n");
        }

        foreach (var segment in segments)
        {
            if (segment.Prediction.Labels.Count > 0)
            {
                WriteCue(segment, writer);
            }
        }
    }

    private static void WriteCue(EmotionSegment segment, TextWriter writer)
    {
        var start = Milliseconds(segment.Start);
        var end = Math.Max(start + 1, Milliseconds(segment.End));
        var voice = segment.Channel is { } channel ? Invariant($"<v Channel {channel}>") : "";
        writer.Write($"\n{Time(start)} --> {Time(end)}\n{voice}{Escape(PlainLine.LabelsOf(segment.Prediction))}\n");
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);

    private static string Time(long milliseconds) => Invariant($"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1_000 % 60:00}.{milliseconds % 1_000:000}");

    /// <summary>Escapes what would be markup; an arrow, which would be times, has its head escaped too.</summary>
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
