using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Features;

public sealed class LogMelSpectrogramTests
{
    private readonly LogMelSpectrogram _spectrogram = new(new LogMelOptions { ChunkLength = 16_000 });

    [Fact]
    public void Compute_SilenceAndNothing_GiveTheSameFloor()
    {
        Assert.All(Compute(new float[5_000]), value => Assert.Equal(-1.5f, value));
        Assert.All(Compute([]), value => Assert.Equal(-1.5f, value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(399)]
    [InlineData(8_001)]
    [InlineData(15_700)]
    [InlineData(15_900)]
    public void Compute_ShorterThanTheChunk_EqualsZerosAppended(int count)
    {
        var samples = Noise(count);
        var extended = new float[16_000];
        samples.CopyTo(extended, 0);

        var (expected, found) = (Compute(extended), Compute(samples));

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Compute_LongerThanTheChunk_IsCut()
    {
        var samples = Noise(20_000);

        Assert.Equal(Compute(samples[..16_000]), Compute(samples));
    }

    [Fact]
    public void Compute_FromManyThreads_IsTheSame()
    {
        float[][] clips = [.. Enumerable.Range(1, 8).Select(i => Noise(1_900 * i))];
        float[][] expected = [.. clips.Select(Compute)];

        Parallel.For(0, 400, i => Assert.Equal(expected[i % clips.Length], Compute(clips[i % clips.Length])));
    }

    [Fact]
    public void Compute_OutputTooShort_Throws() =>
        Assert.Throws<ArgumentException>(() => _spectrogram.Compute(new float[10], new float[(80 * 100) - 1]));

    [Fact]
    public void Constructor_ValueOutsideItsRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { FftSize = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { HopLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { MelBands = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { ChunkLength = 399 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { HopLength = 480_001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { HopLength = 1, MelBands = 512, ChunkLength = 100_000_000 }));
    }

    [Fact]
    public void Constructor_ValueThatWouldTakeTooMuchMemory_Throws()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { FftSize = 65_537 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { FftSize = 65_521 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { HopLength = 65_537 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { MelBands = 4_096, FftSize = 65_536 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { ChunkLength = (1 << 30) + 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(new LogMelOptions { FftSize = 401, HopLength = 401, ChunkLength = 401 }));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 777)]
    [InlineData(float.NegativeInfinity, 15_999)]
    public void Compute_SampleThatIsNotFinite_NamesItsIndex(float value, int index)
    {
        var samples = Noise(20_000);
        samples[index] = value;
        samples[17_000] = float.NaN;

        var exception = Assert.Throws<ArgumentException>(() => Compute(samples));

        Assert.Equal("samples", exception.ParamName);
        Assert.Contains($"Sample {index} is", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16_000, 52, 20, 1_000)]
    [InlineData(16_000, 51, 20, 1_000)]
    [InlineData(48_000, 51, 20, 1_000)]
    [InlineData(48_000, 52, 21, 700)]
    [InlineData(8_000, 51, 7, 990)]
    public void Compute_AnySampleRateAndFrame_EqualsTheDefinition(int sampleRate, int fftSize, int hop, int count)
    {
        var options = new LogMelOptions { SampleRate = sampleRate, FftSize = fftSize, HopLength = hop, MelBands = 8, ChunkLength = 1_000 };
        var spectrogram = new LogMelSpectrogram(options);
        var samples = Noise(count);
        var features = new float[spectrogram.MelBands * spectrogram.Frames];

        spectrogram.Compute(samples, features);

        var expected = LogMelDefinition.Compute(samples, options);
        Assert.Equal(expected.Length, features.Length);
        Assert.All(expected.Zip(features), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    private float[] Compute(float[] samples)
    {
        var features = new float[_spectrogram.MelBands * _spectrogram.Frames];
        Array.Fill(features, float.NaN);
        _spectrogram.Compute(samples, features);
        return features;
    }
}
