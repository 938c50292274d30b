using EmotionAI.Training;
using EmotionAI.Training.Torch.Running;

namespace EmotionAI.Tests.Running;

public sealed class TrainingOrderTests
{
    [Fact]
    public void Of_AnEpoch_HoldsEachSampleOnce()
    {
        var lengths = Lengths(1_003);
        var plan = new BatchPlan(lengths, 16, seed: 3);

        var first = Enumerable.Range(0, plan.Count).SelectMany(plan.Of).ToArray();
        var second = Enumerable.Range(plan.Count, plan.Count).SelectMany(plan.Of).ToArray();

        Assert.Equal(Enumerable.Range(0, 1_003), first.Order());
        Assert.Equal(Enumerable.Range(0, 1_003), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Of_AStepInTheMiddle_IsTheSameForAPlanThatBeginsThere()
    {
        var lengths = Lengths(500);
        var plan = new BatchPlan(lengths, 8, seed: 3);
        _ = plan.Of(0);

        Assert.Equal(plan.Of(100), new BatchPlan(lengths, 8, seed: 3).Of(100));
        Assert.NotEqual(plan.Of(100), new BatchPlan(lengths, 8, seed: 4).Of(100));
    }

    [Fact]
    public void Of_LengthsOfTexts_PadsLittle()
    {
        var lengths = Lengths(8_000);
        var plan = new BatchPlan(lengths, 32, seed: 1);

        var padded = Enumerable.Range(0, plan.Count).Sum(step => plan.Of(step).Max(sample => lengths[sample]) * plan.Of(step).Length);

        Assert.InRange((double)padded / lengths.Sum() - 1, 0, 0.08);
    }

    [Fact]
    public void At_AllSteps_RisesAndFallsToNothing()
    {
        var straight = new RateSchedule(100, 0.1, isCosine: false);
        var cosine = new RateSchedule(100, 0.3, isCosine: true);

        Assert.Equal([0.1, 1, 1, 0.5, 1.0 / 90], new[] { 0, 9, 10, 55, 99 }.Select(straight.At), new Close());
        Assert.Equal([1.0 / 30, 1, 1, 0.5], new[] { 0, 29, 30, 65 }.Select(cosine.At), new Close());
        Assert.All(Enumerable.Range(0, 100), step => Assert.InRange(straight.At(step), 0, 1));
    }

    [Fact]
    public void At_WithoutWarmUp_BeginsAtTheHighest() => Assert.Equal(1, new RateSchedule(10, 0, isCosine: false).At(0));

    [Fact]
    public void Next_OfSeedZero_IsThatOfTheReference()
    {
        // The first numbers of SplitMix64 from 0, as the authors' C gives them.
        var random = new SplitMix(0);

        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], new[] { random.Next(), random.Next(), random.Next() });
    }

    [Fact]
    public void Normal_Many_HaveMeanNothingAndDeviationOne()
    {
        var random = new SplitMix(1);
        var values = Enumerable.Range(0, 100_000).Select(_ => random.Normal()).ToArray();

        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.98, 1.02);
    }

    [Theory]
    [InlineData(ProblemType.SingleLabel, 2.0 / 3)]
    [InlineData(ProblemType.MultiLabel, 1)]
    public void Of_Scores_IsMacroF1(ProblemType type, double expected)
    {
        // One label: 0 0 1 for 0 1 1, so F1 is 2/3 for both. Several: the cut between .3 and .6 is right for all.
        float[] targets = [1, 0, 0, 1, 0, 1];
        float[] scores = type == ProblemType.SingleLabel ? [0.7f, 0.3f, 0.6f, 0.4f, 0.1f, 0.9f] : [0.7f, 0.3f, 0.1f, 0.6f, 0.2f, 0.9f];

        Assert.Equal(expected, MacroScore.Of(targets, scores, 2, type), 12);
    }

    /// <summary>Gives lengths as texts have them: many short, few long.</summary>
    private static int[] Lengths(int count)
    {
        var random = new SplitMix(11);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Clamp((int)(16 * Math.Exp(0.5 * random.Normal())), 3, 128))];
    }

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
