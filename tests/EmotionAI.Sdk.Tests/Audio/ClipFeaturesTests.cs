using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio;

public sealed class ClipFeaturesTests
{
    [Theory]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData(1 << 16, 1 << 15)]
    [InlineData(1 << 28, 2)]
    public void Compute_MoreValuesThanAllowed_IsRefusedBeforeTheyAreMade(int second, int third)
    {
        var model = new AudioModel { Features = new Shapes(second, third), Rule = null!, Network = null! };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Assert.Throws<EmotionAIException>(() => ClipFeatures.Compute(model, new float[1]));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private sealed class Shapes(int second, int third) : IAudioFeatures
    {
        public int SampleRate => 16_000;

        public (int Second, int Third) Shape(int sampleCount) => (second, third);

        public void Compute(ReadOnlySpan<float> samples, Span<float> features) => features.Clear();
    }
}
