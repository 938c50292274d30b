using System.Globalization;
using System.Text.RegularExpressions;

namespace EmotionAI.Tests.Timelines;

public sealed partial class TextGridTests
{
    [Fact]
    public void WriteTextGrid_Segments_GivesTheLongForm()
    {
        var file = Write(MadeSegments.Spoken(0, 1.5), MadeSegments.Silent(1.5, 3));

        Assert.Equal(
            """
            File type = "ooTextFile"
            Object class = "TextGrid"

            xmin = 0
            xmax = 3
            tiers? <exists>
            size = 1
            item []:
                item [1]:
                    class = "IntervalTier"
                    name = "emotion"
                    xmin = 0
                    xmax = 3
                    intervals: size = 2
                    intervals [1]:
                        xmin = 0
                        xmax = 1.5
                        text = "angry"
                    intervals [2]:
                        xmin = 1.5
                        xmax = 3
                        text = ""

            """.ReplaceLineEndings("\n"),
            file);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WriteTextGrid_AnySegments_CoversEachTierWithoutGapsAndOverlaps(int seed)
    {
        var random = new Random(seed);
        EmotionSegment[] segments = [.. Enumerable.Range(0, 60).Select(i => MadeSegments.Spoken(i * random.NextDouble(), (i * 2) + 1 + random.NextDouble(), channel: random.Next(3)))];

        var file = Write(segments);

        var end = segments.Max(segment => segment.End).TotalSeconds;
        var tiers = file.Split("class = \"IntervalTier\"")[1..];
        Assert.Equal(3, tiers.Length);
        foreach (var tier in tiers)
        {
            var intervals = Interval().Matches(tier).Select(match => (From: Number(match.Groups[1]), To: Number(match.Groups[2]))).ToList();
            Assert.Contains(FormattableString.Invariant($"intervals: size = {intervals.Count}\n"), tier, StringComparison.Ordinal);
            Assert.Equal(0, intervals[0].From);
            Assert.Equal(end, intervals[^1].To);
            Assert.All(intervals, interval => Assert.True(interval.From < interval.To));
            Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        }
    }

    [Fact]
    public void WriteTextGrid_WindowsThatOverlap_EndWhereTheNextBegins()
    {
        var file = Write(MadeSegments.Spoken(0, 3), MadeSegments.Spoken(1.5, 4.5, "calm"));

        Assert.Contains("xmin = 0\n            xmax = 1.5\n            text = \"angry\"\n", file, StringComparison.Ordinal);
        Assert.Contains("xmin = 1.5\n            xmax = 4.5\n            text = \"calm\"\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTextGrid_HostileLabel_StaysInItsQuotes()
    {
        const string Label = "a\"\n    item [2]:\n\"";

        var file = Write(MadeSegments.Spoken(0, 1, Label, labels: [Label, "other"]));

        Assert.Contains("text = \"a\"\"     item [2]: \"\"\"\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTextGrid_NoSegments_HasAnEmptyTier() => Assert.Contains("size = 1\nitem []:\n    item [1]:\n", Write(), StringComparison.Ordinal);

    [Fact]
    public void WriteTextGrid_AnyCulture_IsTheSame()
    {
        var expected = Write(MadeSegments.Spoken(0.25, 1.5));

        Assert.All(Cultures.Names, name => Assert.Equal(expected, Cultures.Run(name, () => Write(MadeSegments.Spoken(0.25, 1.5)))));
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string Write(params EmotionSegment[] segments)
    {
        using var writer = new StringWriter();
        EmotionTimeline.WriteTextGrid(segments, writer);
        return writer.ToString();
    }

    [GeneratedRegex(@"intervals \[\d+\]:\n            xmin = (\S+)\n            xmax = (\S+)\n            text = """)]
    private static partial Regex Interval();
}
