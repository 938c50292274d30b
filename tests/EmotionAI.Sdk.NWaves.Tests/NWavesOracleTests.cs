using EmotionAI.Audio;
using NWaves.Features;
using NWaves.Signals;
using NWaves.Transforms;

namespace EmotionAI.Tests.Voice;

/// <summary>Compares what is ours with what NWaves computes by itself, and what is taken of NWaves with its definition.</summary>
public sealed class NWavesOracleTests
{
    [Theory]
    [InlineData(110)]
    [InlineData(180)]
    [InlineData(320)]
    public void PitchMedian_OfAVowel_IsThatOfYin(double frequency)
    {
        var signal = new Vowel(frequency).Clip.ToSignal();

        var yin = Pitch.FromYin(signal.Samples, signal.SamplingRate, 8_000, 9_600);

        // NWaves gives the period in whole samples.
        Assert.Equal(16_000 / yin, 16_000 / VoiceDescriptors.Measure(signal.ToClip()).PitchMedian!.Value, 1.0);
    }

    [Theory]
    [InlineData(22_050)]
    [InlineData(11_025)]
    public void Resample_ToneBelowBothBands_IsThatOfNWaves(int from)
    {
        float[] tone = [.. Enumerable.Range(0, from).Select(i => (float)Math.Sin(Math.Tau * 440 * i / from))];
        var resampler = new Resampler(from, 16_000);
        var ours = new float[resampler.OutputLength(tone.Length)];
        resampler.Resample(tone, ours);

        var theirs = new NWaves.Operations.Resampler().Resample(new DiscreteSignal(from, tone), 16_000).Samples;

        // Their short filter ripples, and the ends are faded by both.
        Assert.All(Enumerable.Range(1_000, 14_000), i => Assert.Equal(theirs[i], ours[i], 0.02f));
    }

    [Fact]
    public void KaldiFilterBank_OfNoise_IsThatOfTheirTransform()
    {
        const int Bands = 23;
        var random = new Random(2);
        float[] samples = [.. Enumerable.Range(0, 400).Select(_ => (float)(0.1 * Vowel.Normal(random)))];
        var bank = new KaldiFilterBank(Bands);
        var ours = new float[bank.FrameCount(samples.Length) * Bands];
        bank.Compute(samples, ours);

        var theirs = KaldiBands(samples, Bands);

        Assert.Equal(Bands, ours.Length);
        // Kaldi reads 16-bit samples.
        Assert.All(Enumerable.Range(0, Bands), band => Assert.Equal(theirs[band] + (2 * Math.Log(32_768)), ours[band], 1e-3));
    }

    [Fact]
    public void Mfcc_OfAVowel_IsWhatItsDefinitionGives()
    {
        var samples = new Vowel(150).Samples;

        var mfcc = VoiceDescriptors.Measure(new AudioClip(samples, 16_000)).Mfcc;

        var expected = CepstralDefinition.Means(samples);
        Assert.All(Enumerable.Range(0, mfcc.Count), i => Assert.Equal(expected[i], mfcc[i], 2e-3));
    }

    [Fact]
    public void ToSignal_OfAClip_KeepsRateAndSamples()
    {
        var clip = new AudioClip(new[] { 0.1f, 0.3f, -0.5f, 0.5f }, 8_000, 2);

        Assert.Equal([0.2f, 0f], clip.ToSignal().Samples);
        Assert.Equal([0.3f, 0.5f], clip.ToSignal(1).Samples);
        Assert.Equal((8_000, 1, 2), (clip.ToSignal(0).ToClip().SampleRate, clip.ToSignal(0).ToClip().Channels, clip.ToSignal(0).ToClip().FrameCount));
        Assert.Equal([0.1f, -0.5f], clip.ToSignal(0).ToClip().Samples.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => clip.ToSignal(2));
        Assert.Empty(new AudioClip(ReadOnlyMemory<float>.Empty, 8_000).ToSignal().Samples);
    }

    /// <summary>Kaldi's frame by hand (offset, pre-emphasis, Povey window), their transform, Kaldi's triangles in mel.</summary>
    private static double[] KaldiBands(float[] samples, int bands)
    {
        var mean = samples.Average();
        double[] centred = [.. samples.Select(sample => (double)sample - mean)];
        var frame = new float[512];
        for (var i = 0; i < 400; i++)
        {
            var emphasised = centred[i] - (0.97 * centred[Math.Max(0, i - 1)]);
            frame[i] = (float)(emphasised * Math.Pow(0.5 - (0.5 * Math.Cos(Math.Tau * i / 399)), 0.85));
        }

        var power = new float[257];
        new RealFft(512).PowerSpectrum(frame, power, normalize: false);
        var (low, high) = (Mel(20), Mel(8_000));
        var step = (high - low) / (bands + 1);
        return [.. Enumerable.Range(0, bands).Select(band => Math.Log(Enumerable.Range(0, 256).Sum(bin => power[bin] * Math.Max(0, 1 - Math.Abs(((Mel(bin * 31.25) - low) / step) - band - 1)))))];

        static double Mel(double frequency) => 1127 * Math.Log(1 + (frequency / 700));
    }
}
