using EmotionAI.Cli.Evaluating;

namespace EmotionAI.Cli.Tests.Evaluating;

public sealed class DescriptorContrastTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 4.0, 5 }, 1)]
    [InlineData(new[] { 4.0, 5 }, new[] { 1.0, 2, 3 }, -1)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 1.0, 2, 3, 4 }, 0)]
    [InlineData(new[] { 1.0, 1, 2 }, new[] { 1.0, 3 }, 2.0 / 6)]
    public void Of_SortedValues_GivesCliffsDelta(double[] right, double[] wrong, double delta)
    {
        var contrast = DescriptorContrast.Of("pitch", right, wrong);

        Assert.Equal(delta, contrast.Delta!.Value, 1e-12);
        Assert.Equal((right.Length, wrong.Length), (contrast.RightCount, contrast.WrongCount));
    }

    [Fact]
    public void Of_RandomValues_IsTheCountOverAllPairs()
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            double[] right = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => (double)random.Next(10)).Order()];
            double[] wrong = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => (double)random.Next(10)).Order()];

            var contrast = DescriptorContrast.Of("pitch", right, wrong);

            Assert.Equal(wrong.Average(high => right.Average(low => (double)Math.Sign(high - low))), contrast.Delta!.Value, 1e-12);
            Assert.Equal((right[(right.Length - 1) / 2] + right[right.Length / 2]) / 2, contrast.Right);
        }
    }

    [Fact]
    public void Of_OneValueOnASide_HasNoDelta()
    {
        var contrast = DescriptorContrast.Of("pitch", [1], [2, 3]);

        Assert.Equal((null, 2.5, null), (contrast.Right, contrast.Wrong, contrast.Delta));
    }
}
