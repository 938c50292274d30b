using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features;

public sealed class SpeechBrainFbankTests
{
    private readonly SpeechBrainFbank _fbank = new(new SpeechBrainFbankOptions { MelBands = 43 });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Compute_Silence_IsTheFloor(int count) =>
        Assert.All(Compute(new float[count]), value => Assert.Equal(-100, value, 1e-4f));

    [Theory]
    [InlineData(1e-10, 1.0)]
    [InlineData(4.0, 0.25)]
    public void Apply_SmallDeviation_DividesByEpsilonAtLeast(double epsilon, double expected)
    {
        float[] features = [4, 6];

        InputNormalization.Sentence(divides: true, unbiased: false, epsilon).Apply(features, 1);

        Assert.Equal([-expected, expected], features.Select(value => (double)value));
    }

    [Fact]
    public void Compute_FromManyThreads_IsTheSame()
    {
        float[][] clips = [.. Enumerable.Range(1, 8).Select(i => Noise(1_900 * i))];
        float[][] expected = [.. clips.Select(Compute)];

        Parallel.For(0, 400, i => Assert.Equal(expected[i % clips.Length], Compute(clips[i % clips.Length])));
    }

    /// <summary>torch.stft: 1 + (samples + 2 × (n_fft // 2) - n_fft) // hop.</summary>
    [Theory]
    [InlineData(400, 1_599, 10)]
    [InlineData(400, 1_600, 11)]
    [InlineData(401, 1_600, 10)]
    [InlineData(401, 1_601, 11)]
    [InlineData(401, 1, 1)]
    [InlineData(401, 0, 0)]
    [InlineData(400, 0, 1)]
    public void FrameCount_EvenAndOddFrame_IsThatOfTorch(int fftSize, int samples, int expected)
    {
        var fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions { FftSize = fftSize });
        var features = new float[expected * fbank.FeatureSize];

        fbank.Compute(new float[samples], features);

        Assert.Equal(expected, fbank.FrameCount(samples));
    }

    [Fact]
    public void Constructor_ArgumentsThatCannotBeComputed_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { HopMilliseconds = 0.01 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { HopMilliseconds = 5_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { WindowMilliseconds = 25.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { WindowMilliseconds = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { MelBands = 4_096, FftSize = 65_536 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechBrainFbank(new SpeechBrainFbankOptions { MinimumFrequency = 100, MaximumFrequency = 100.0001 }));
    }

    [Fact]
    public void Apply_Sentence_LeavesNoMean()
    {
        var features = Compute(Noise(9_000));
        InputNormalization.Sentence(divides: true, unbiased: false).Apply(features, _fbank.FeatureSize);

        for (var i = 0; i < _fbank.FeatureSize; i++)
        {
            var column = features.Where((_, place) => place % _fbank.FeatureSize == i).ToArray();
            Assert.Equal(0, column.Average(), 1e-4f);
            Assert.Equal(1, column.Average(value => value * value), 1e-3f);
        }
    }

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    private float[] Compute(float[] samples)
    {
        var features = new float[_fbank.FrameCount(samples.Length) * _fbank.FeatureSize];
        Array.Fill(features, float.NaN);
        _fbank.Compute(samples, features);
        return features;
    }
}
