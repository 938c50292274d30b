using EmotionAI.Inference;

namespace EmotionAI.Tests.Inference;

public sealed class LengthBucketsTests
{
    [Fact]
    public void Plan_MixedLengths_GivesBatchesOfOneLengthWithinTheMaximum()
    {
        int[] lengths = [5, 3, 5, 5, 3, 9];
        var order = new int[lengths.Length];

        var buckets = LengthBuckets.Plan(lengths, order, _ => 2).Select(range => order[range]).ToList();

        Assert.Equal([[1, 4], [0, 2], [3], [5]], buckets);
    }

    [Fact]
    public void Plan_LongInputs_AreInSmallerBatches()
    {
        int[] lengths = [8, 2, 8, 2, 2, 8];
        var order = new int[lengths.Length];

        var buckets = LengthBuckets.Plan(lengths, order, length => 16 / length).Select(range => order[range]).ToList();

        Assert.Equal([[1, 3, 4], [0, 2], [5]], buckets);
    }

    [Fact]
    public void Plan_NoInput_GivesNoBatch() => Assert.Empty(LengthBuckets.Plan([], [], _ => 8));
}
