using System.Globalization;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Evaluation.Timelines;

/// <summary>Writes emotion over time as one HTML page: the segments as bars over the time, a table, and a player that follows them and jumps to the one that is clicked.</summary>
/// <remarks>Safe for concurrent use. The page loads nothing but the recording; the one script it runs is its own, and named by its hash. Labels and names are shown and never interpreted.</remarks>
/// <example><code>
/// File.WriteAllText("call.html", TimelinePage.ToHtml(segments, "Call of Monday", TimelineSound.Embed("call.wav")));
/// </code></example>
public static class TimelinePage
{
    private const double Width = 1_000;
    private const double RowHeight = 24;
    private const double BarHeight = 18;
    private const int MostColors = 8;

    private static readonly Lazy<string> Stylesheet = new(() => PageParts.Read("timeline.css"));
    private static readonly Lazy<string> Script = new(() => PageParts.Read("timeline.js"));

    /// <summary>Writes the page.</summary>
    /// <param name="segments">The segments, one or more.</param>
    /// <param name="title">What is shown, such as the name of the recording.</param>
    /// <param name="sound">The recording; null for a page without a player.</param>
    /// <returns>The HTML document.</returns>
    /// <exception cref="ArgumentException">There is no segment.</exception>
    public static string ToHtml(IEnumerable<EmotionSegment> segments, string title, TimelineSound? sound = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(title);
        IReadOnlyList<EmotionSegment> all = [.. segments.OrderBy(segment => segment.Start).ThenBy(segment => segment.Channel)];
        if (all.Count == 0)
        {
            throw new ArgumentException("There is no segment; one or more are allowed.", nameof(segments));
        }

        var html = new HtmlWriter();
        html.Open("html", ("lang", "en"));
        PageParts.WriteHead(html, $"{title}: emotion over time", Stylesheet.Value, $"media-src data: 'self' file:; script-src {HtmlWriter.SourceOf(Script.Value)}");
        html.Open("body").Open("header").Open("h1").Element("bdi", title).Close();
        html.Element("p", Describe(all), ("class", "note"));
        if (all[0].Prediction.IsMock)
        {
            html.Element("p", "A mock answered: this means nothing.", ("class", "warning"));
        }

        html.Close().Open("main");
        if (sound is not null)
        {
            html.Audio(sound.Address);
        }

        WriteBars(html, all);
        WriteTable(html, all);
        html.Close().Open("footer").Element("p", "Made with EmotionAI.Sdk. A label says how a voice comes across, not what somebody feels.").Close();
        return html.Script(Script.Value).Close().Close().Finish();
    }

    private static string Describe(IReadOnlyList<EmotionSegment> segments)
    {
        var silent = segments.Count(segment => segment.Prediction.NoSpeech is not null);
        return string.Create(CultureInfo.InvariantCulture, $"{segments.Count:N0} segments in {Time(segments.Max(segment => segment.End))}, {silent:N0} of them without speech. Model: {segments[0].Prediction.ModelId}.");
    }

    private static void WriteBars(HtmlWriter html, IReadOnlyList<EmotionSegment> segments)
    {
        var rows = TimelineRow.Of(segments);
        var end = segments.Max(segment => segment.End).TotalSeconds;
        html.Open("div", ("class", "rows"));
        for (var i = 0; i < rows.Count; i++)
        {
            html.Element("bdi", rows[i].Name, ("class", "name"))
                .Open("svg", ("viewBox", Invariant($"0 0 {Width} {RowHeight}")), ("preserveAspectRatio", "none"), ("class", Invariant($"row color-{i % MostColors}")), ("role", "img"), ("aria-label", rows[i].Name));
            html.Shape("rect", ("class", "ground"), ("x", "0"), ("y", "0"), ("width", Number(Width)), ("height", Number(RowHeight)));
            foreach (var bar in rows[i].Bars)
            {
                html.Open("rect", ("class", "bar"), ("x", Number(bar.Start / end * Width)), ("y", Number((RowHeight - BarHeight) / 2)), ("width", Number((bar.End - bar.Start) / end * Width)), ("height", Number(BarHeight)), ("fill-opacity", Number(0.25 + (0.75 * Math.Clamp(bar.Score, 0, 1)))), ("data-start", Exact(bar.Start)), ("data-end", Exact(bar.End)))
                    .Element("title", Invariant($"{Time(TimeSpan.FromSeconds(bar.Start))} – {Time(TimeSpan.FromSeconds(bar.End))}: {rows[i].Label} {bar.Score:0.00}"))
                    .Close();
            }

            html.Close();
        }

        html.Close();
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<EmotionSegment> segments)
    {
        var hasChannels = segments.Any(segment => segment.Channel is not null);
        html.Open("table").Open("thead").Open("tr").Element("th", "Time", ("scope", "col"));
        if (hasChannels)
        {
            html.Element("th", "Channel", ("scope", "col"));
        }

        html.Element("th", "Labels", ("scope", "col")).Close().Close().Open("tbody");
        foreach (var segment in segments)
        {
            html.Open("tr", ("data-start", Exact(segment.Start.TotalSeconds)), ("data-end", Exact(segment.End.TotalSeconds)))
                .Open("td").Element("button", $"{Time(segment.Start)} – {Time(segment.End)}", ("type", "button")).Close();
            if (hasChannels)
            {
                html.Element("td", segment.Channel is { } channel ? Invariant($"{channel}") : "");
            }

            html.Element("td", LabelsOf(segment.Prediction), ("dir", "auto")).Close();
        }

        html.Close().Close();
    }

    private static string LabelsOf(EmotionPrediction prediction) => prediction.Labels.Count > 0
        ? string.Join(", ", prediction.Labels.Select(label => Invariant($"{label.Label} {label.Score:0.00}")))
        : prediction.NoSpeech is null ? "no label reached its threshold" : "no speech";

    private static string Time(TimeSpan time)
    {
        var tenths = (long)Math.Round(time.TotalSeconds * 10);
        var hours = tenths / 36_000;
        return Invariant($"{(hours > 0 ? Invariant($"{hours}:{tenths / 600 % 60:00}") : Invariant($"{tenths / 600}"))}:{tenths / 10 % 60:00}.{tenths % 10}");
    }

    private static string Number(double value) => Invariant($"{value:0.###}");

    private static string Exact(double value) => Invariant($"{value}");
}
