using EmotionAI.Audio;

namespace EmotionAI.Tests.Voice;

public sealed class VoiceDescriptorsTests
{
    /// <summary>A thousandth: a semitone is 59 of them.</summary>
    private const double PitchTolerance = 1e-3;

    /// <summary>A twentieth of a sample of the shortest period, beside a tenth of the value: what periods between samples leave.</summary>
    private const double JitterTolerance = 0.05 * 440 / 16_000;

    /// <summary>The tails of earlier pulses are in each amplitude.</summary>
    private const double ShimmerTolerance = 5e-3;

    /// <summary>In dB; a second of noise is no longer.</summary>
    private const double NoiseTolerance = 1;

    /// <summary>A bin of the spectrum, in Hz.</summary>
    private const double Bin = 31.25;

    [Theory]
    [InlineData(83.3, 16_000)]
    [InlineData(110.7, 16_000)]
    [InlineData(120, 44_100)]
    [InlineData(220.9, 8_000)]
    [InlineData(301.3, 48_000)]
    [InlineData(437.1, 16_000)]
    public void Measure_Vowel_HasItsPitchAndNoPerturbation(double frequency, int sampleRate)
    {
        var voice = VoiceDescriptors.Measure(new Vowel(frequency, sampleRate: sampleRate).Clip);

        Assert.InRange(voice.PitchMedian!.Value, frequency * (1 - PitchTolerance), frequency * (1 + PitchTolerance));
        Assert.InRange(voice.PitchRange!.Value, 0, 0.05);
        Assert.InRange(voice.VoicedShare!.Value, 0.95, 1);
        Assert.InRange(voice.Jitter!.Value, 0, JitterTolerance);
        Assert.InRange(voice.Shimmer!.Value, 0, 2 * ShimmerTolerance);
        Assert.True(voice.HarmonicsToNoise > 25, $"{voice.HarmonicsToNoise} dB");
        Assert.Null(voice.Gap);
    }

    [Theory]
    [InlineData(110, 0.01)]
    [InlineData(110, 0.03)]
    [InlineData(180, 0.02)]
    [InlineData(260, 0.02)]
    public void Measure_VowelWithJitter_FindsThatOfItsPeriods(double frequency, double share)
    {
        var vowel = new Vowel(frequency, 2, jitter: share);

        var voice = VoiceDescriptors.Measure(vowel.Clip);

        Assert.InRange(voice.Jitter!.Value, (0.9 * vowel.Jitter) - JitterTolerance, (1.1 * vowel.Jitter) + JitterTolerance);
    }

    [Theory]
    [InlineData(110, 0.05)]
    [InlineData(110, 0.15)]
    [InlineData(180, 0.1)]
    public void Measure_VowelWithShimmer_FindsThatOfItsPulses(double frequency, double share)
    {
        var vowel = new Vowel(frequency, 2, shimmer: share);

        var voice = VoiceDescriptors.Measure(vowel.Clip);

        Assert.InRange(voice.Shimmer!.Value, (0.9 * vowel.Shimmer) - ShimmerTolerance, (1.1 * vowel.Shimmer) + ShimmerTolerance);
        Assert.InRange(voice.Jitter!.Value, 0, 2 * JitterTolerance);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public void Measure_VowelInNoise_FindsHowFarTheNoiseIsBelow(double decibels)
    {
        var voice = VoiceDescriptors.Measure(new Vowel(150, 2).WithNoise(decibels));

        Assert.InRange(voice.HarmonicsToNoise!.Value, decibels - NoiseTolerance, decibels + NoiseTolerance);
        Assert.InRange(voice.PitchMedian!.Value, 149, 151);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(440)]
    [InlineData(3_000)]
    public void Measure_Tone_HasItsFrequencyAsSpectrum(double frequency)
    {
        var voice = VoiceDescriptors.Measure(Tone(frequency, 1));

        Assert.InRange(voice.SpectralCentroid!.Value, frequency - Bin, frequency + Bin);
        Assert.InRange(voice.SpectralRollOff!.Value, frequency - (2 * Bin), frequency + (3 * Bin));
        Assert.InRange(voice.SpectralSpread!.Value, 0, 4 * Bin);
        Assert.InRange(voice.SpectralFlatness!.Value, 0, 0.01);
        Assert.Equal(20 * Math.Log10(0.5 / Math.Sqrt(2)), voice.Level!.Value, 0.01);
    }

    [Fact]
    public void Measure_WhiteNoise_IsFlatAndHasNoPitch()
    {
        var random = new Random(1);
        var voice = VoiceDescriptors.Measure(new AudioClip(Enumerable.Range(0, 48_000).Select(_ => (float)(0.1 * Vowel.Normal(random))).ToArray(), 16_000));

        // The power of a bin is exponentially distributed: the mean of its logarithm is that of its mean less Euler's constant.
        Assert.Equal(Math.Exp(-0.5772156649), voice.SpectralFlatness!.Value, 0.02);
        Assert.Equal(4_000, voice.SpectralCentroid!.Value, 60.0);
        Assert.Equal(8_000 / Math.Sqrt(12), voice.SpectralSpread!.Value, 60.0);
        Assert.Equal(0.85 * 8_000, voice.SpectralRollOff!.Value, 80.0);
        Assert.Equal(-20, voice.Level!.Value, 0.2);
        Assert.True(voice.VoicedShare < 0.02);
    }

    [Fact]
    public void Measure_Whisper_HasASpectrumAndSaysThatNothingIsVoiced()
    {
        var random = new Random(5);
        var voice = VoiceDescriptors.Measure(new AudioClip(Enumerable.Range(0, 8_000).Select(_ => (float)(0.1 * Vowel.Normal(random))).ToArray(), 16_000));

        Assert.Equal((VoiceDescriptorGap.Unvoiced, 0.0), (voice.Gap, voice.VoicedShare));
        Assert.Equal(new double?[6], [voice.PitchMedian, voice.PitchLow, voice.PitchHigh, voice.Jitter, voice.Shimmer, voice.HarmonicsToNoise]);
        Assert.NotNull(voice.SpectralCentroid);
        Assert.Equal(13, voice.Mfcc.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(639)]
    [InlineData(640)]
    [InlineData(800)]
    [InlineData(1_600)]
    public void Measure_ShortSound_GivesNoNumberThatIsNone(int length)
    {
        var voice = VoiceDescriptors.Measure(new AudioClip(new Vowel(200).Samples.AsMemory(0, length), 16_000));

        Assert.All(voice.Values, pair => Assert.True(pair.Value is not { } value || double.IsFinite(value), pair.Key));
        Assert.Equal(length < 640 ? length == 1 ? VoiceDescriptorGap.Silent : VoiceDescriptorGap.TooShort : null, voice.Gap);
        Assert.Equal(length >= 400, voice.SpectralCentroid is not null);
        Assert.Equal(length >= 640, voice.PitchMedian is not null);
        Assert.Equal(TimeSpan.FromSeconds(length / 16_000.0), voice.Duration);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    public void Measure_Silence_SaysSo(float value)
    {
        var samples = new float[16_000];
        Array.Fill(samples, value);

        var voice = VoiceDescriptors.Measure(new AudioClip(samples, 16_000));

        Assert.Equal(VoiceDescriptorGap.Silent, voice.Gap);
        Assert.All(voice.Values, pair => Assert.Null(pair.Value));
    }

    [Fact]
    public void Measure_SilenceAroundAVowel_IsNotOfTheSpectrum()
    {
        var vowel = new Vowel(150).Samples;

        var alone = VoiceDescriptors.Measure(new AudioClip(vowel, 16_000));
        var amid = VoiceDescriptors.Measure(new AudioClip((float[])[.. new float[16_000], .. vowel, .. new float[16_000]], 16_000));

        Assert.Equal(alone.SpectralCentroid!.Value, amid.SpectralCentroid!.Value, 0.02 * alone.SpectralCentroid.Value);
        Assert.Equal(alone.PitchMedian!.Value, amid.PitchMedian!.Value, 0.1);
        Assert.Equal(1.0 / 3, amid.VoicedShare!.Value, 0.02);
    }

    [Fact]
    public void Measure_PartOfAClip_IsThatOfThePartAlone()
    {
        var (low, high) = (new Vowel(110).Samples, new Vowel(220).Samples);
        var clip = new AudioClip((float[])[.. low, .. high], 16_000);

        var first = VoiceDescriptors.Measure(clip, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var second = VoiceDescriptors.Measure(clip, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9));

        Assert.Equal(VoiceDescriptors.Measure(new AudioClip(low, 16_000)).Values, first.Values);
        Assert.Equal(VoiceDescriptors.Measure(new AudioClip(high, 16_000)).Values, second.Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => VoiceDescriptors.Measure(clip, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => VoiceDescriptors.Measure(clip, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public void Measure_Stereo_IsThatOfTheMeanOfTheChannels()
    {
        var vowel = new Vowel(150).Samples;

        var stereo = VoiceDescriptors.Measure(new AudioClip(vowel.SelectMany(sample => new[] { sample, 0f }).ToArray(), 16_000, 2));

        var half = VoiceDescriptors.Measure(new AudioClip(vowel.Select(sample => sample / 2).ToArray(), 16_000));
        Assert.Equal(half.Values, stereo.Values);
        Assert.Equal(VoiceDescriptors.Measure(new AudioClip(vowel, 16_000)).Level!.Value - (20 * Math.Log10(2)), stereo.Level!.Value, 1e-6);
    }

    [Fact]
    public void Measure_WhatIsNoSound_IsRefused()
    {
        Assert.Throws<EmotionAIException>(() => VoiceDescriptors.Measure(new AudioClip(new[] { 0f, float.NaN, 0f }, 16_000)));
        Assert.Throws<EmotionAIException>(() => VoiceDescriptors.Measure(new AudioClip(new float[10], 1_000_000)));
        Assert.ThrowsAny<OperationCanceledException>(() => VoiceDescriptors.Measure(new Vowel(150).Clip, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Values_OfADescription_HaveEveryNumberByName()
    {
        var voice = VoiceDescriptors.Measure(new Vowel(150).Clip);

        Assert.Equal(26, voice.Values.Select(pair => pair.Key).Distinct().Count());
        Assert.Equal(voice.PitchMedian, voice.Values.Single(pair => pair.Key == "pitchMedian").Value);
        Assert.Equal(voice.Mfcc[12], voice.Values[^1].Value);
    }

    private static AudioClip Tone(double frequency, double seconds) =>
        new(Enumerable.Range(0, (int)(16_000 * seconds)).Select(i => (float)(0.5 * Math.Sin(Math.Tau * frequency * i / 16_000))).ToArray(), 16_000);
}
