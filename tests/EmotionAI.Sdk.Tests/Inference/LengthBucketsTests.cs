using EmotionAI.Inference;

namespace EmotionAI.Tests.Inference;

public sealed class LengthBucketsTests
{
    [Fact]
    public void Plan_MixedLengths_GivesBatchesOfOneLengthWithinTheMaximum()
    {
        int[] lengths = [5, 3, 5, 5, 3, 9];
        var order = new int[lengths.Length];

        var buckets = LengthBuckets.Plan(lengths, order, maximum: 2).Select(range => order[range]).ToList();

        Assert.Equal([[1, 4], [0, 2], [3], [5]], buckets);
    }

    [Fact]
    public void Plan_NoInput_GivesNoBatch() => Assert.Empty(LengthBuckets.Plan([], [], 8));
}
