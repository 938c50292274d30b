using EmotionAI.Timelines;

namespace EmotionAI;

/// <summary>Writes segments in the forms that other programs read: subtitles, annotations, emotion markup, tables. Numbers have a point, whatever the culture; line ends are <c>\n</c>.</summary>
/// <remarks>Segments are written in the order of their start, those of each channel apart where the form has a place for that. What is written to a file should be UTF-8.</remarks>
/// <example><code>
/// using var file = new StreamWriter("call.vtt");
/// EmotionTimeline.WriteWebVtt(segments, file);
/// </code></example>
public static class EmotionTimeline
{
    /// <summary>Writes subtitles: a cue for each segment in which somebody speaks, with its labels and scores. Follows WebVTT of the W3C; a channel is a voice.</summary>
    /// <param name="segments">The segments; they may overlap.</param>
    /// <param name="writer">Receives the file.</param>
    public static void WriteWebVtt(IEnumerable<EmotionSegment> segments, TextWriter writer)
    {
        Check(segments, writer);
        WebVtt.Write(InOrder(segments), writer);
    }

    /// <summary>Writes a TextGrid of Praat, in its long form: a tier of intervals for each channel, without gaps and overlaps. Silence is an empty interval; a window that overlaps the next one ends where that begins.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="writer">Receives the file.</param>
    public static void WriteTextGrid(IEnumerable<EmotionSegment> segments, TextWriter writer)
    {
        Check(segments, writer);
        TextGrid.Write(InOrder(segments), writer);
    }

    /// <summary>Writes EmotionML 1.0 of the W3C: an <c>emotion</c> for each segment in which somebody speaks, with a category for each accepted label and its score. The vocabulary is that of the model, embedded; or the six basic emotions of the W3C (<c>big6</c>) where they are all its labels. Quantities of a model that gives no labels are dimensions.</summary>
    /// <param name="segments">The segments; they may overlap.</param>
    /// <param name="writer">Receives the file.</param>
    /// <param name="source">The name or address of the recording, to which times refer; null for none.</param>
    public static void WriteEmotionMl(IEnumerable<EmotionSegment> segments, TextWriter writer, string? source = null)
    {
        Check(segments, writer);
        EmotionMl.Write(InOrder(segments), writer, source);
    }

    /// <summary>Writes a table in CSV: <c>start</c> and <c>end</c> in seconds, <c>channel</c>, the best accepted <c>label</c> and its <c>score</c>, <c>noSpeech</c>, <c>model</c>, and the score of each label. Silence has neither label nor score. Cells that a spreadsheet would compute begin with an apostrophe.</summary>
    /// <param name="segments">The segments; they may overlap.</param>
    /// <param name="writer">Receives the file.</param>
    public static void WriteCsv(IEnumerable<EmotionSegment> segments, TextWriter writer) => WriteCsv(segments, writer, null);

    /// <summary>Writes a table in CSV with further columns, such as those of a voice.</summary>
    /// <param name="segments">The segments; they may overlap.</param>
    /// <param name="writer">Receives the file.</param>
    /// <param name="numbers">Gives the numbers of a segment by the names of their columns, behind all others; null, or no value, leaves the cell empty. Null for no further columns.</param>
    public static void WriteCsv(IEnumerable<EmotionSegment> segments, TextWriter writer, Func<EmotionSegment, IEnumerable<KeyValuePair<string, double?>>>? numbers)
    {
        Check(segments, writer);
        TimelineTable.Write(InOrder(segments), writer, numbers);
    }

    private static void Check(IEnumerable<EmotionSegment> segments, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(writer);
    }

    private static IReadOnlyList<EmotionSegment> InOrder(IEnumerable<EmotionSegment> segments) =>
        [.. segments.OrderBy(segment => segment.Start).ThenBy(segment => segment.Channel).ThenBy(segment => segment.End)];
}
