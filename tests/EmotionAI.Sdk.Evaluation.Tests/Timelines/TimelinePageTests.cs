using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EmotionAI.Evaluation.Timelines;

namespace EmotionAI.Tests.Timelines;

public sealed partial class TimelinePageTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e";

    [Fact]
    public void ToHtml_Segments_HasABarAndARowForEach()
    {
        var html = TimelinePage.ToHtml([Segment(0, 1.5, "angry"), Segment(1.5, 3, null), Segment(3, 3_661.25, "calm")], "call.wav");

        Assert.Equal(2, Count(html, "<rect class=\"bar\""));
        Assert.Equal(3, Count(html, "<tr data-start="));
        Assert.Contains("data-start=\"3\" data-end=\"3661.25\"", html, StringComparison.Ordinal);
        Assert.Contains("0:03.0 – 1:01:01.2", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("no speech", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_HostileLabelsAndNames_AreShownAndNotInterpreted()
    {
        var html = TimelinePage.ToHtml([Segment(0, 1, Hostile)], Hostile);

        Assert.Equal(1, Count(html, "<script>"));
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_Page_NamesItsOwnScriptAndStyleByTheirHashAndLoadsNothingElse()
    {
        var html = TimelinePage.ToHtml([Segment(0, 1, "angry")], "call.wav");

        var policy = WebUtility.HtmlDecode(Policy().Match(html).Groups[1].Value);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{Hash(Script().Match(html).Groups[1].Value)}'", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{Hash(Style().Match(html).Groups[1].Value)}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_Recording_IsInThePage()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Write("a.wav", "RIFF1234"u8);

        Assert.Contains("<audio controls preload=\"metadata\" src=\"data:audio/wav;base64,UklGRjEyMzQ=\"></audio>", TimelinePage.ToHtml([Segment(0, 1, "angry")], "a", TimelineSound.Embed(recording)), StringComparison.Ordinal);
        Assert.Null(TimelineSound.Embed(recording, maximum: 7));
        Assert.Null(TimelineSound.Embed(folder.Write("a.aiff", "FORM"u8)));
        Assert.Null(TimelineSound.Embed(folder.File("none.wav")));
    }

    [Fact]
    public void ToHtml_RecordingBeside_IsNamed() =>
        Assert.Contains("src=\"./a%20b/c%22%3E%3Cx.wav\"", TimelinePage.ToHtml([Segment(0, 1, "angry")], "a", TimelineSound.Beside("a b/c\"><x.wav")), StringComparison.Ordinal);

    [Theory]
    [InlineData("../a.wav")]
    [InlineData("/a.wav")]
    [InlineData("a//b.wav")]
    [InlineData("./a.wav")]
    [InlineData("a\\b.wav")]
    public void Beside_PathThatLeadsElsewhere_Throws(string name) => Assert.Throws<ArgumentException>(() => TimelineSound.Beside(name));

    [Fact]
    public void ToHtml_NoSegments_Throws() => Assert.Throws<ArgumentException>(() => TimelinePage.ToHtml([], "a"));

    [Fact]
    public void ToHtml_AnyCulture_IsTheSame()
    {
        var expected = TimelinePage.ToHtml([Segment(0.25, 1_000.5, "angry")], "a");

        Assert.All(Cultures.Names, name => Assert.Equal(expected, Cultures.Run(name, () => TimelinePage.ToHtml([Segment(0.25, 1_000.5, "angry")], "a"))));
    }

    private static EmotionSegment Segment(double start, double end, string? label)
    {
        EmotionScore[] scores = [new(label ?? "angry", 0.75f), new("other", 0.25f)];
        return new EmotionSegment
        {
            Start = TimeSpan.FromSeconds(start),
            End = TimeSpan.FromSeconds(end),
            Prediction = new EmotionPrediction
            {
                Labels = label is null ? [] : [scores[0]],
                Scores = scores,
                Top = scores[0],
                ModelId = "made",
                Quality = label is null ? new AudioQuality { Duration = TimeSpan.FromSeconds(end - start), Peak = 0, Rms = 0, ClippingShare = 0, Offset = 0, ActiveSpeech = TimeSpan.Zero, NoSpeech = NoSpeechReason.Silent } : null,
            },
        };
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]+)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
