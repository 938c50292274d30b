using EmotionAI.Audio.Segments;

namespace EmotionAI.Tests.Audio.Segments;

public sealed class SoundRunsTests
{
    /// <summary>Runs of frames, s for speech and . for none; 5 frames are the room at the edges of speech, 30 without speech are bridged.</summary>
    [Theory]
    [InlineData("100.", 50, "100.")]
    [InlineData("100s", 50, "100s")]
    [InlineData("100. 100s 100.", 50, "95. 110s 95.")]
    [InlineData("100s 30. 100s", 50, "230s")]
    [InlineData("100s 60. 100s", 50, "105s 50. 105s")]
    [InlineData("100s 59. 100s", 50, "259s")]
    [InlineData("100s 59. 100s", 1, "105s 49. 105s")]
    [InlineData("100. 10s 100.", 50, "210.")]
    [InlineData("30. 100s", 50, "130s")]
    [InlineData("100. 100s 20.", 50, "95. 125s")]
    [InlineData("10s", 50, "10s")]
    [InlineData("10.", 50, "10.")]
    [InlineData("3s 10. 3s", 50, "16s")]
    public void Add_Frames_GiveRuns(string frames, int least, string expected)
    {
        var runs = new SoundRuns(least);
        var decided = new Queue<(bool IsSpeech, long Count)>();
        foreach (var (isSpeech, count) in Parse(frames))
        {
            for (var i = 0; i < count; i++)
            {
                runs.Add(isSpeech, decided);
            }
        }

        runs.Finish(decided);

        Assert.Equal(Parse(expected), Merge(decided));
    }

    [Fact]
    public void Add_AnyFrames_DecidesEachOnceAndInTime()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var least = random.Next(1, 80);
            var runs = new SoundRuns(least);
            var decided = new Queue<(bool IsSpeech, long Count)>();
            var (frames, count) = (0L, 0L);
            var isSpeech = false;
            for (var i = 0; i < 2_000; i++, frames++)
            {
                isSpeech = random.Next(20) == 0 ? !isSpeech : isSpeech;
                runs.Add(isSpeech, decided);
                count = decided.Sum(run => run.Count);
                Assert.True(count <= frames + 1);
            }

            runs.Finish(decided);

            Assert.Equal(frames, decided.Sum(run => run.Count));
            Assert.All(Merge(decided).Skip(1).SkipLast(1), run => Assert.True(run.Count >= least));
        }
    }

    private static List<(bool IsSpeech, long Count)> Parse(string runs) => [.. runs.Split(' ').Select(run => (run[^1] == 's', long.Parse(run[..^1], System.Globalization.CultureInfo.InvariantCulture)))];

    private static List<(bool IsSpeech, long Count)> Merge(IEnumerable<(bool IsSpeech, long Count)> runs)
    {
        List<(bool IsSpeech, long Count)> merged = [];
        foreach (var run in runs)
        {
            if (merged.Count > 0 && merged[^1].IsSpeech == run.IsSpeech)
            {
                merged[^1] = (run.IsSpeech, merged[^1].Count + run.Count);
            }
            else
            {
                merged.Add(run);
            }
        }

        return merged;
    }
}
