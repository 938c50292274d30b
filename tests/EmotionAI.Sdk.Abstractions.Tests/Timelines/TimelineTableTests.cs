namespace EmotionAI.Tests.Timelines;

public sealed class TimelineTableTests
{
    [Fact]
    public void WriteCsv_Segments_GivesARowEach()
    {
        var file = Write(MadeSegments.Spoken(0, 1.5, channel: 1), MadeSegments.Silent(1.5, 3, channel: 1), MadeSegments.Spoken(0, 3, "calm", channel: 0));

        Assert.Equal(
            """
            start,end,channel,label,score,noSpeech,model,angry,calm
            0,3,0,calm,0.75,,made,0.25,0.75
            0,1.5,1,angry,0.75,,made,0.75,0.125
            1.5,3,1,,,silent,made,0.5,0.5

            """.ReplaceLineEndings("\n"),
            file);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b\n", "\"a\"\"b\n\"")]
    [InlineData("-a,b", "\"'-a,b\"")]
    public void WriteCsv_HostileLabel_IsOneCellAndNoFormula(string label, string cell)
    {
        var file = Write(MadeSegments.Spoken(0, 1, label, labels: [label, "other"]));

        Assert.StartsWith($"start,end,channel,label,score,noSpeech,model,{cell},other\n0,1,,{cell},0.75,,made,0.75,0.125\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCsv_Mock_IsNamed() => Assert.Contains(",mock,", Write(MadeSegments.Spoken(0, 1, isMock: true)), StringComparison.Ordinal);

    [Fact]
    public void WriteCsv_AnyCulture_IsTheSame()
    {
        var expected = Write(MadeSegments.Spoken(0.25, 1.5));

        Assert.All(Cultures.Names, name => Assert.Equal(expected, Cultures.Run(name, () => Write(MadeSegments.Spoken(0.25, 1.5)))));
    }

    private static string Write(params EmotionSegment[] segments)
    {
        using var writer = new StringWriter();
        EmotionTimeline.WriteCsv(segments, writer);
        return writer.ToString();
    }
}
