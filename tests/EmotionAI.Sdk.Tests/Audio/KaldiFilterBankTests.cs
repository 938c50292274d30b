using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio;

public sealed class KaldiFilterBankTests
{
    [Theory]
    [InlineData(40, 1f)]
    [InlineData(80, 32_768f)]
    public void Compute_Any_IsThatOfTheModels(int bands, float scale)
    {
        var bank = new KaldiFilterBank(bands, scale);
        float[] samples = [.. Enumerable.Range(0, 4_001).Select(i => MathF.Sin(i * 0.1f) * 0.3f)];
        var (found, expected) = (new float[bank.FrameCount(samples.Length) * bands], new float[bank.FrameCount(samples.Length) * bands]);

        bank.Compute(samples, found);

        new KaldiFbank(new KaldiFbankOptions { MelBands = bands, InputScale = scale }).Compute(samples, expected);
        Assert.Equal((16_000, bands, 23), (bank.SampleRate, bank.MelBands, bank.FrameCount(samples.Length)));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Compute_WithTooLittleRoom_SaysHowMuchIsNeeded() =>
        Assert.Contains("There is room for 79 values; 80 are needed.", Assert.Throws<ArgumentException>(() => new KaldiFilterBank().Compute(new float[400], new float[79])).Message);

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(1_000_000, 1f)]
    [InlineData(80, 0f)]
    [InlineData(80, float.NaN)]
    [InlineData(80, float.PositiveInfinity)]
    public void Constructor_WhatCannotBeComputed_IsRefused(int bands, float scale) => Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFilterBank(bands, scale));
}
