using EmotionAI.Training.Writing;

namespace EmotionAI.Tests.Writing;

public sealed class NamedTensorTests
{
    [Theory]
    [InlineData(new long[] { 3 })]
    [InlineData(new long[] { 2, 2 })]
    [InlineData(new long[] { -1, -2 })]
    [InlineData(new long[] { long.MaxValue, long.MaxValue, 0 })]
    public void Constructor_NumbersThatDoNotFit_Refuses(long[] shape) =>
        Assert.Contains("has 2 numbers", Assert.Throws<ArgumentException>(() => new NamedTensor("a", shape, new float[2])).Message, StringComparison.Ordinal);

    [Fact]
    public void Shape_OfTheCaller_IsCopied()
    {
        long[] shape = [2];
        var tensor = new NamedTensor("a", shape, new float[2]);

        shape[0] = 1;

        Assert.Equal([2], tensor.Shape);
        Assert.Throws<ArgumentException>(() => new NamedTensor("", [2], new float[2]));
    }
}
