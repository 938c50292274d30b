using EmotionAI.Training.Features;

namespace EmotionAI.Tests.Features;

public sealed class ClipAugmenterTests
{
    private const int Rate = 16_000;

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Augment_WithTheSameKeyAndCopy_GivesTheSameSamples()
    {
        var augmenter = new ClipAugmenter(new SpeechAugmentation(), seed: 1);

        Assert.Equal(augmenter.Augment(Tone(), Key, 1).Samples.ToArray(), augmenter.Augment(Tone(), Key, 1).Samples.ToArray());
        Assert.Contains(Enumerable.Range(2, 8), copy => !augmenter.Augment(Tone(), Key, copy).Samples.Span.SequenceEqual(augmenter.Augment(Tone(), Key, 1).Samples.Span));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(1.1)]
    public void Augment_OfSpeed_ChangesLengthAndPitch(double speed)
    {
        var clip = Only(new SpeechAugmentation { Speeds = [speed], SignalToNoise = [double.PositiveInfinity], Gains = [0], BandLimits = [0] });

        Assert.Equal(Rate / speed, clip.FrameCount, 2.0);
        Assert.Equal(440 * speed, Crossings(clip) / (2 * clip.Duration.TotalSeconds), 4.0);
    }

    [Fact]
    public void Augment_OfNoise_HasTheRatioThatIsAskedFor()
    {
        var clip = Only(new SpeechAugmentation { Speeds = [1], SignalToNoise = [10], Gains = [0], BandLimits = [0] });
        var noise = clip.Samples.ToArray().Zip(Tone().Samples.ToArray(), (noisy, clean) => noisy - clean).ToArray();

        Assert.Equal(10, 10 * Math.Log10(Power(Tone().Samples.ToArray()) / Power(noise)), 0.3);
    }

    [Fact]
    public void Augment_OfGainAndBand_ScalesAndLetsTheBandThrough()
    {
        var clip = Only(new SpeechAugmentation { Speeds = [1], SignalToNoise = [double.PositiveInfinity], Gains = [-6], BandLimits = [8_000] });

        Assert.Equal(-6, 10 * Math.Log10(Power(clip.Samples.ToArray()) / Power(Tone().Samples.ToArray())), 0.1);
        Assert.InRange(Power(Only(new SpeechAugmentation { Speeds = [1], SignalToNoise = [double.PositiveInfinity], Gains = [0], BandLimits = [8_000] }, 6_000).Samples.ToArray()), 0, 1e-3);
    }

    [Fact]
    public void Augment_OfChannelsThatCancelEachOther_KeepsTheSound()
    {
        var tone = Tone().Samples.ToArray();
        var clip = new AudioClip(tone.SelectMany(sample => new[] { sample, -sample }).ToArray(), Rate, 2);

        var copy = new ClipAugmenter(new SpeechAugmentation { Speeds = [1], SignalToNoise = [double.PositiveInfinity], Gains = [0], BandLimits = [0] }, seed: 1).Augment(clip, Key, 0);

        Assert.Equal(Power(tone), Power(copy.Samples.ToArray()), 1e-3);
    }

    [Fact]
    public void Validate_OfASpeedThatIsNone_NamesIt() =>
        Assert.Contains("Speeds is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechAugmentation { Speeds = [0] }.Validate()).Message, StringComparison.Ordinal);

    private static AudioClip Only(SpeechAugmentation augmentation, double frequency = 440) => new ClipAugmenter(augmentation, seed: 1).Augment(Tone(frequency), Key, 0);

    private static AudioClip Tone(double frequency = 440) => new(Enumerable.Range(0, Rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * frequency * i / Rate))).ToArray(), Rate);

    private static double Power(float[] samples) => samples.Average(sample => (double)sample * sample);

    private static int Crossings(AudioClip clip) => clip.Samples.ToArray().Zip(clip.Samples.ToArray().Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
}
