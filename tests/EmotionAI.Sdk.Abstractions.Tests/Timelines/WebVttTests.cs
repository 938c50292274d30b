using System.Text.RegularExpressions;

namespace EmotionAI.Tests.Timelines;

public sealed partial class WebVttTests
{
    [Fact]
    public void WriteWebVtt_Segments_GivesCues()
    {
        var file = Write(MadeSegments.Spoken(0, 1.5), MadeSegments.Silent(1.5, 3), MadeSegments.Spoken(3_661.25, 3_662.0004, "calm"));

        Assert.Equal("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nangry 0.75\n\n01:01:01.250 --> 01:01:02.000\ncalm 0.75\n", file);
    }

    [Fact]
    public void WriteWebVtt_Channels_AreVoices()
    {
        var file = Write(MadeSegments.Spoken(0, 1, channel: 1), MadeSegments.Spoken(0, 1, channel: 0));

        Assert.Equal("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Channel 0>angry 0.75\n\n00:00:00.000 --> 00:00:01.000\n<v Channel 1>angry 0.75\n", file);
    }

    [Theory]
    [InlineData("<b>&amp;--></b>")]
    [InlineData("two\r\n\r\nlines")]
    [InlineData("a\u2028b\u0000c\ud800")]
    [InlineData("WEBVTT")]
    [InlineData("NOTE x")]
    [InlineData("00:00:00.000 --> 00:00:01.000")]
    public void WriteWebVtt_HostileLabel_StaysOneCueOfText(string label)
    {
        var file = Write(MadeSegments.Spoken(1, 2, label, labels: [label, "other"]));

        Assert.Matches(Grammar(), file);
        Assert.Single(CueTimes().Matches(file));
        Assert.DoesNotContain('\u0000', file);
    }

    [Fact]
    public void WriteWebVtt_MomentShorterThanAMillisecond_EndsAfterItBegins() =>
        Assert.Contains("00:00:01.000 --> 00:00:01.001\n", Write(MadeSegments.Spoken(1, 1.0001)), StringComparison.Ordinal);

    [Fact]
    public void WriteWebVtt_Mock_IsNamed() => Assert.Contains("\nNOTE A mock answered", Write(MadeSegments.Spoken(0, 1, isMock: true)), StringComparison.Ordinal);

    [Fact]
    public void WriteWebVtt_AnyCulture_IsTheSame()
    {
        var expected = Write(MadeSegments.Spoken(0.25, 3_600.5));

        Assert.All(Cultures.Names, name => Assert.Equal(expected, Cultures.Run(name, () => Write(MadeSegments.Spoken(0.25, 3_600.5)))));
    }

    private static string Write(params EmotionSegment[] segments)
    {
        using var writer = new StringWriter();
        EmotionTimeline.WriteWebVtt(segments, writer);
        return writer.ToString();
    }

    /// <summary>Follows the grammar of https://www.w3.org/TR/webvtt1/: cue text without line ends, arrows and markup.</summary>
    [GeneratedRegex(@"\AWEBVTT\n(\n\d{2,}:\d\d:\d\d\.\d{3} --> \d{2,}:\d\d:\d\d\.\d{3}\n(<v [^\n\r>&]+>)?(?:[^\n\r<>&]|&(?:amp|lt|gt);)+\n)*\z")]
    private static partial Regex Grammar();

    [GeneratedRegex("-->")]
    private static partial Regex CueTimes();
}
