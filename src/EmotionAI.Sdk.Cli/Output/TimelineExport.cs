using System.Text;
using EmotionAI.Audio;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Timelines;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the segments of a recording to files, by their endings.</summary>
internal static class TimelineExport
{
    private const string NoName = "Recording";

    private static readonly Dictionary<string, Func<TimelineContent, string, byte[]>> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".vtt"] = static (timeline, _) => Text(writer => EmotionTimeline.WriteWebVtt(timeline.Segments, writer)),
        [".TextGrid"] = static (timeline, _) => Text(writer => EmotionTimeline.WriteTextGrid(timeline.Segments, writer)),
        [".emotionml"] = static (timeline, _) => WriteEmotionMl(timeline),
        [".xml"] = static (timeline, _) => WriteEmotionMl(timeline),
        [".csv"] = static (timeline, _) => Text(writer => EmotionTimeline.WriteCsv(timeline.Segments, writer, timeline.VoiceOf)),
        [".png"] = static (timeline, _) => Draw(timeline).ToPng(),
        [".svg"] = static (timeline, _) => Draw(timeline).ToSvg(),
        [".html"] = WritePage,
    };

    /// <summary>Gets the endings, for people.</summary>
    public static string Endings => string.Join(", ", Forms.Keys);

    public static bool IsKnown(string path) => Forms.ContainsKey(Path.GetExtension(path));

    /// <summary>Tells whether a picture is among the files, which needs a font for the labels.</summary>
    public static bool HasPicture(IEnumerable<string> paths) => paths.Any(path => Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".SVG");

    /// <summary>Writes all files, whole or not at all.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="segments">The segments.</param>
    /// <param name="voices">What the voice is like in each segment, for tables; empty where that was not asked.</param>
    /// <param name="source">The recording; null where it has no name.</param>
    /// <exception cref="EmotionAIException">A file cannot be written.</exception>
    public static void Write(IReadOnlyList<string> paths, IReadOnlyList<EmotionSegment> segments, IReadOnlyList<VoiceDescriptors> voices, string? source)
    {
        var timeline = new TimelineContent(segments, voices, source);
        var files = paths.Select(path => KeyValuePair.Create(path, Forms[Path.GetExtension(path)](timeline, path))).ToList();
        foreach (var kind in files.GroupBy(file => OutputPlace.IsStream(file.Key)))
        {
            OutputGate.Pass(kind.First().Key, () => AtomicFile.Write(kind));
        }
    }

    private static byte[] WriteEmotionMl(TimelineContent timeline) => Text(writer => EmotionTimeline.WriteEmotionMl(timeline.Segments, writer, timeline.Source));

    /// <summary>Puts the recording into the page, or names it where it is too large for that and lies beside the page.</summary>
    private static byte[] WritePage(TimelineContent timeline, string path)
    {
        var sound = timeline.Source is { } source ? TimelineSound.Embed(source) ?? Beside(path, source) : null;
        return Encoding.UTF8.GetBytes(TimelinePage.ToHtml(timeline.Segments, NameOf(timeline.Source), sound));
    }

    private static TimelineSound? Beside(string page, string source)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(page))!, source).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative.StartsWith("../", StringComparison.Ordinal) ? null : TimelineSound.Beside(relative);
    }

    private static Picture Draw(TimelineContent timeline) => Picture.OfTimeline(timeline.Segments, $"Emotion over time: {NameOf(timeline.Source)}");

    private static string NameOf(string? source) => source is null ? NoName : Path.GetFileName(source);

    private static byte[] Text(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
