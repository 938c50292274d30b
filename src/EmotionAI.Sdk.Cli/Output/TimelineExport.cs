using System.Text;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Timelines;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the segments of a recording to files, by their endings.</summary>
internal static class TimelineExport
{
    private const string NoName = "Recording";

    private static readonly Dictionary<string, Func<IReadOnlyList<EmotionSegment>, string, string?, byte[]>> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".vtt"] = static (segments, _, _) => Text(writer => EmotionTimeline.WriteWebVtt(segments, writer)),
        [".TextGrid"] = static (segments, _, _) => Text(writer => EmotionTimeline.WriteTextGrid(segments, writer)),
        [".emotionml"] = WriteEmotionMl,
        [".xml"] = WriteEmotionMl,
        [".csv"] = static (segments, _, _) => Text(writer => EmotionTimeline.WriteCsv(segments, writer)),
        [".png"] = static (segments, _, source) => Draw(segments, source).ToPng(),
        [".svg"] = static (segments, _, source) => Draw(segments, source).ToSvg(),
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
    /// <param name="source">The recording; null where it has no name.</param>
    /// <exception cref="EmotionAIException">A file cannot be written.</exception>
    public static void Write(IReadOnlyList<string> paths, IReadOnlyList<EmotionSegment> segments, string? source)
    {
        var files = paths.Select(path => KeyValuePair.Create(path, Forms[Path.GetExtension(path)](segments, path, source))).ToList();
        foreach (var kind in files.GroupBy(file => OutputPlace.IsStream(file.Key)))
        {
            OutputGate.Pass(kind.First().Key, () => AtomicFile.Write(kind));
        }
    }

    private static byte[] WriteEmotionMl(IReadOnlyList<EmotionSegment> segments, string path, string? source) => Text(writer => EmotionTimeline.WriteEmotionMl(segments, writer, source));

    /// <summary>Puts the recording into the page, or names it where it is too large for that and lies beside the page.</summary>
    private static byte[] WritePage(IReadOnlyList<EmotionSegment> segments, string path, string? source)
    {
        var sound = source is null ? null : TimelineSound.Embed(source) ?? Beside(path, source);
        return Encoding.UTF8.GetBytes(TimelinePage.ToHtml(segments, NameOf(source), sound));
    }

    private static TimelineSound? Beside(string page, string source)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(page))!, source).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative.StartsWith("../", StringComparison.Ordinal) ? null : TimelineSound.Beside(relative);
    }

    private static Picture Draw(IReadOnlyList<EmotionSegment> segments, string? source) => Picture.OfTimeline(segments, $"Emotion over time: {NameOf(source)}");

    private static string NameOf(string? source) => source is null ? NoName : Path.GetFileName(source);

    private static byte[] Text(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
