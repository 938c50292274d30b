using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio;

public sealed class ClipQualityTests
{
    [Theory]
    [InlineData(8_000, 0.3)]
    [InlineData(8_000, 5)]
    [InlineData(16_000, 0.3)]
    [InlineData(16_000, 1)]
    [InlineData(16_000, 5)]
    [InlineData(44_100, 0.3)]
    [InlineData(44_100, 5)]
    public void Measure_SteadySounds_AreNoSpeechAtAnyLevel(int rate, double seconds)
    {
        var random = new Random(rate);
        var length = (int)(rate * seconds);
        for (var level = -60; level <= -20; level += 10)
        {
            var amplitude = Math.Pow(10, level / 20.0);
            double[] noise = [.. Enumerable.Range(0, length).Select(_ => amplitude * Gaussian(random))];
            double[] hum = [.. Enumerable.Range(0, length).Select(i => amplitude * Math.Sin(Math.Tau * 50 * i / rate))];
            Assert.Equal(NoSpeechReason.Steady, Measure(noise, rate).NoSpeech);
            Assert.Equal(NoSpeechReason.Steady, Measure(hum, rate).NoSpeech);
            Assert.Equal(NoSpeechReason.Steady, Measure([.. noise.Select((v, i) => i < length / 3 ? 0 : v)], rate).NoSpeech);
            Assert.Equal(NoSpeechReason.Steady, Measure([.. noise.Select((v, i) => (i == length / 2 ? 0.9 : v) + 0.05)], rate).NoSpeech);
        }
    }

    [Fact]
    public void Measure_SilenceConstantOrTooShort_IsNoSpeech()
    {
        Assert.Equal(NoSpeechReason.Silent, Measure(new double[80_000], 16_000).NoSpeech);
        Assert.Equal(NoSpeechReason.Silent, Measure([.. Enumerable.Repeat(0.3, 44_100)], 44_100).NoSpeech);
        Assert.Equal(NoSpeechReason.TooShort, Measure([0.5], 16_000).NoSpeech);
        Assert.Equal(NoSpeechReason.TooShort, Measure([.. Speech(16_000).Take(160)], 16_000).NoSpeech);
    }

    [Fact]
    public void Measure_SpeechLikeSound_IsSpeechAtAnyLevelAndOffset()
    {
        foreach (var gain in (double[])[1, 0.01, 0.003])
        {
            var quality = Measure([.. Speech(16_000).Select(v => (gain * v) + 0.1)], 16_000);

            Assert.Null(quality.NoSpeech);
            Assert.InRange(quality.ActiveSpeech.TotalSeconds, 1, 3);
            Assert.Equal(0.1, quality.Offset, 1e-2);
        }
    }

    [Fact]
    public void Measure_SilentWindow_DoesNotHearWhatIsBehind()
    {
        var clip = Clip([.. new double[96_000], .. Speech(16_000)], 16_000);

        Assert.Equal(NoSpeechReason.Silent, ClipQuality.Measure(clip, 80_000, out _).NoSpeech);
        Assert.Null(ClipQuality.Measure(clip, clip.FrameCount, out _).NoSpeech);
    }

    [Fact]
    public void Measure_KnownSamples_GivesTheFigures()
    {
        var quality = Measure([1, -0.5, 0.5, 0], 16_000);

        Assert.Equal((1, 0.25, 0.25), (quality.Peak, quality.ClippingShare, quality.Offset));
        Assert.Equal(Math.Sqrt(1.5 / 4), quality.Rms, 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(0.00025), quality.Duration);
    }

    [Fact]
    public void Measure_ChannelsThatCancel_TakesTheLoudest()
    {
        double[] speech = [.. Speech(16_000)];
        var clip = new AudioClip(speech.SelectMany(v => new[] { (float)(0.95 * v), (float)-v }).ToArray(), 16_000, 2);

        var quality = ClipQuality.Measure(clip, clip.FrameCount, out var heard);

        Assert.True(quality.ChannelsCancelled);
        Assert.Null(quality.NoSpeech);
        Assert.Equal((1, (float)-speech[5_000]), (heard.Channels, heard.Samples.Span[5_000]));
    }

    [Fact]
    public void Measure_OneSilentChannel_KeepsTheClip()
    {
        var clip = new AudioClip(Speech(16_000).SelectMany(v => new[] { (float)v, 0f }).ToArray(), 16_000, 2);

        Assert.False(ClipQuality.Measure(clip, clip.FrameCount, out var heard).ChannelsCancelled);
        Assert.Same(clip, heard);
    }

    [Theory]
    [InlineData(30_000, "32768")]
    [InlineData(8_000_000, "8388608")]
    public void Measure_IntegersStoredAsFloats_NamesTheDivisor(double scale, string divisor)
    {
        var error = Assert.Throws<EmotionAIException>(() => Measure([.. Speech(16_000).Select(v => v * scale)], 16_000));

        Assert.Equal(EmotionErrorCodes.InputInvalid, error.Code);
        Assert.Contains(divisor, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_OneDamagedSample_IsNamed()
    {
        double[] samples = [.. Speech(16_000)];
        samples[1_234] = 1e38;

        Assert.Contains("1234", Assert.Throws<EmotionAIException>(() => Measure(samples, 16_000)).Message, StringComparison.Ordinal);
    }

    private static AudioQuality Measure(double[] samples, int rate) => ClipQuality.Measure(Clip(samples, rate), samples.Length, out _);

    private static AudioClip Clip(double[] samples, int rate) => new(Array.ConvertAll(samples, v => (float)v), rate);

    /// <summary>Makes 3 s of a buzz of 200 Hz with four syllables a second.</summary>
    private static IEnumerable<double> Speech(int rate) => Enumerable.Range(0, 3 * rate).Select(i =>
        0.4 * Math.Pow(Math.Sin(Math.PI * 4 * i / rate), 2) * (Math.Sin(Math.Tau * 200 * i / rate) + (0.5 * Math.Sin(Math.Tau * 1_000 * i / rate))));

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
