using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio;

public sealed class SpeechBrainFilterBankTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Compute_Any_IsThatOfTheModels(int bands)
    {
        var bank = new SpeechBrainFilterBank(bands);
        float[] samples = [.. Enumerable.Range(0, 4_001).Select(i => MathF.Sin(i * 0.1f) * 0.3f)];
        var (found, expected) = (new float[bank.FrameCount(samples.Length) * bands], new float[bank.FrameCount(samples.Length) * bands]);

        bank.Compute(samples, found);

        new SpeechBrainFbank(new SpeechBrainFbankOptions { MelBands = bands }).Compute(samples, expected);
        Assert.Equal((16_000, bands, 26), (bank.SampleRate, bank.MelBands, bank.FrameCount(samples.Length)));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Compute_WithTooLittleRoom_SaysHowMuchIsNeeded() =>
        Assert.Contains("There is room for 79 values; 80 are needed.", Assert.Throws<ArgumentException>(() => new SpeechBrainFilterBank().Compute(new float[1], new float[79])).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Constructor_BandsThatCannotBeComputed_AreRefused(int bands) => Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFilterBank(bands));
}
