using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Tests.Bootstrap;

public sealed class BootstrapEstimatorTests
{
    [Fact]
    public void Estimate_MeanOfManySamples_HasTheStandardErrorOfTheTextbook()
    {
        double[] values = [.. Enumerable.Range(0, 1_000).Select(i => (double)(i % 10))];
        var deviation = Math.Sqrt(8.25 / values.Length);

        var interval = BootstrapEstimator.Estimate(values.Length, ResampledMetrics.Mean(values), new BootstrapOptions { Resamples = 4_000 });

        Assert.Equal(4.5, interval.Estimate);
        Assert.InRange(interval.StandardError, 0.95 * deviation, 1.05 * deviation);
        Assert.InRange(interval.Lower, 4.5 - (2.1 * deviation), 4.5 - (1.8 * deviation));
        Assert.InRange(interval.Upper, 4.5 + (1.8 * deviation), 4.5 + (2.1 * deviation));
    }

    [Fact]
    public void Estimate_SeedOfTheDefaults_GivesTheSameOnEveryMachine()
    {
        var interval = BootstrapEstimator.Estimate(5, ResampledMetrics.Mean([1, 2, 3, 4, 5]), new BootstrapOptions { Resamples = 100 });

        // A second program, in Python, gives the same ends.
        Assert.Equal("3.0000 [2.0000, 4.3050] (95 %, 100 resamples, seed 1)", interval.ToString());
    }

    [Fact]
    public void Estimate_OtherSeed_GivesOtherEnds()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => Math.Sqrt(i))];

        var first = BootstrapEstimator.Estimate(100, ResampledMetrics.Mean(values), new BootstrapOptions { Seed = 1 });
        var second = BootstrapEstimator.Estimate(100, ResampledMetrics.Mean(values), new BootstrapOptions { Seed = 2 });

        Assert.NotEqual(first.Lower, second.Lower);
        Assert.Equal(first.Lower, second.Lower, 0.3);
    }

    [Fact]
    public void Estimate_WithinSpeakers_KeepsTheNumberOfEach()
    {
        string[] speakers = ["a", "b", "b", "c", "c", "c"];
        var options = new BootstrapOptions { Speakers = speakers, Resamples = 200 };

        BootstrapEstimator.Estimate(6, rows => Check(rows.ToArray()), options);

        double Check(int[] rows)
        {
            Assert.Equal([1, 2, 3], rows.GroupBy(row => speakers[row]).OrderBy(group => group.Key).Select(group => group.Count()));
            return 0;
        }
    }

    [Fact]
    public void Estimate_WholeSpeakers_DrawsThemWithAllSamples()
    {
        string[] speakers = ["a", "b", "b", "c", "c", "c"];
        var options = new BootstrapOptions { Speakers = speakers, DrawsWholeSpeakers = true, Resamples = 200 };

        BootstrapEstimator.Estimate(6, rows => Check(rows.ToArray()), options);

        double Check(int[] rows)
        {
            Assert.All(rows.GroupBy(row => speakers[row]), group => Assert.Equal(0, group.Count() % speakers.Count(speaker => speaker == group.Key)));
            Assert.Equal(3, rows.GroupBy(row => speakers[row]).Sum(group => group.Count() / speakers.Count(speaker => speaker == group.Key)));
            return 0;
        }
    }

    [Fact]
    public void Estimate_UndefinedResamples_AreLeftOutAndSaid()
    {
        var number = 0;

        var interval = BootstrapEstimator.Estimate(3, _ => number++ % 4 == 0 ? double.NaN : 1, new BootstrapOptions { Resamples = 100 });

        Assert.Equal(25, interval.UndefinedCount);
        Assert.Equal((1, 1), (interval.Lower, interval.Upper));
    }

    [Fact]
    public void Compare_ModelAndItself_IsNoDifference()
    {
        var result = BootstrapEstimator.Compare(3, ResampledMetrics.Mean([1, 2, 3]), ResampledMetrics.Mean([1, 2, 3]));

        Assert.Equal((0, 0, 0), (result.Difference.Estimate, result.Difference.Lower, result.Difference.Upper));
        Assert.Equal(1, result.PValue);
    }

    [Fact]
    public void Compare_AlwaysALittleBetter_IsSureWhereTheFiguresAloneAreNot()
    {
        double[] hard = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 0.0 : 1.0)];
        double[] better = [.. hard.Select(value => value + 0.01)];

        var paired = BootstrapEstimator.Compare(100, ResampledMetrics.Mean(better), ResampledMetrics.Mean(hard));
        var alone = BootstrapEstimator.Estimate(100, ResampledMetrics.Mean(hard));

        Assert.InRange(paired.Difference.Lower, 0.0099, 0.0101);
        Assert.InRange(paired.PValue, 0, 0.01);
        Assert.True(alone.Upper - alone.Lower > 0.1);
    }

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    public void Estimate_OptionOutOfRange_IsRefused(int resamples, double level) =>
        Assert.Throws<EmotionAIException>(() => BootstrapEstimator.Estimate(2, _ => 0, new BootstrapOptions { Resamples = resamples, ConfidenceLevel = level }));

    [Fact]
    public void Estimate_SpeakersMissingOrTooFew_IsRefused()
    {
        Assert.Throws<EmotionAIException>(() => BootstrapEstimator.Estimate(2, _ => 0, new BootstrapOptions { Speakers = ["a"] }));
        Assert.Throws<EmotionAIException>(() => BootstrapEstimator.Estimate(2, _ => 0, new BootstrapOptions { DrawsWholeSpeakers = true }));
    }
}
