using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features;

public sealed class KaldiFbankTests
{
    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(true, 399, 0)]
    [InlineData(true, 400, 1)]
    [InlineData(true, 559, 1)]
    [InlineData(true, 560, 2)]
    [InlineData(false, 79, 0)]
    [InlineData(false, 80, 1)]
    [InlineData(false, 401, 3)]
    public void FrameCount_WholeOrReflectedFrames_IsThatOfKaldi(bool snips, int samples, int expected) =>
        Assert.Equal(expected, new KaldiFbank(new KaldiFbankOptions { SnipEdges = snips }).FrameCount(samples));

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    [InlineData(130)]
    public void Compute_ReflectedClipShorterThanTheReach_IsFinite(int count)
    {
        var fbank = new KaldiFbank(new KaldiFbankOptions { SnipEdges = false });
        var features = new float[fbank.FrameCount(count) * fbank.FeatureSize];
        Array.Fill(features, float.NaN);

        fbank.Compute(Noise(count), features);

        Assert.All(features, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Compute_FromManyThreads_IsTheSame()
    {
        var fbank = new KaldiFbank(new KaldiFbankOptions { MelBands = 43 });
        float[][] clips = [.. Enumerable.Range(1, 8).Select(i => Noise(1_900 * i))];
        float[][] expected = [.. clips.Select(clip => Compute(fbank, clip))];

        Parallel.For(0, 400, i => Assert.Equal(expected[i % clips.Length], Compute(fbank, clips[i % clips.Length])));
    }

    [Fact]
    public void Compute_Offset_ChangesNothing()
    {
        var fbank = new KaldiFbank(new KaldiFbankOptions { MelBands = 40 });
        var samples = Noise(8_000);

        var expected = Compute(fbank, samples);
        var found = Compute(fbank, [.. samples.Select(sample => sample + 0.25f)]);

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void Constructor_ArgumentsThatCannotBeComputed_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { MelBands = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { MelBands = 1 << 20 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { WindowMilliseconds = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { WindowMilliseconds = 5_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { HopMilliseconds = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { HighFrequency = 8_001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { LowFrequency = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFbank(new KaldiFbankOptions { Window = "kaiser" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiMfcc(new KaldiFbank(new KaldiFbankOptions()), 24));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AstFeatures(new AstFeatureOptions { Frames = 1 << 20 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeamlessFeatures(stride: 0));
    }

    /// <summary>The reference pads an odd frame to a pair and masks that pair out: it counts for the statistics and for nothing else.</summary>
    [Fact]
    public void Compute_SeamlessFeaturesOfAnOddFrame_NormalizesOverAllFramesAndDropsTheLast()
    {
        var (extractor, fbank) = (new SeamlessFeatures(), new KaldiFbank(new KaldiFbankOptions { MelBands = 80, InputScale = 32_768 }));
        var samples = Noise(400 + (160 * 6));
        var rows = Compute(fbank, samples);
        var (groups, size) = extractor.Shape(samples.Length);
        var features = new float[groups * size];

        extractor.Compute(samples, features);

        Assert.Equal((3, 160), (groups, size));
        for (var place = 0; place < features.Length; place++)
        {
            var column = Enumerable.Range(0, 7).Select(frame => (double)rows[(frame * 80) + (place % 80)]).ToArray();
            var mean = column.Average();
            var deviation = Math.Sqrt((column.Sum(value => (value - mean) * (value - mean)) / 6) + 1e-7);
            Assert.Equal((rows[place] - mean) / deviation, features[place], 1e-4);
        }
    }

    [Fact]
    public void Compute_AstFeaturesOfAClipShorterThanAFrame_IsPadding()
    {
        var extractor = new AstFeatures(new AstFeatureOptions { Frames = 4 });
        Assert.Equal((400, 880), (extractor.FrameLength, extractor.LongestInput));
        var features = new float[4 * 128];

        extractor.Compute(Noise(399), features);

        Assert.All(features, value => Assert.Equal(0.46703237f, value, 1e-5f));
    }

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    private static float[] Compute(KaldiFbank fbank, float[] samples)
    {
        var features = new float[fbank.FrameCount(samples.Length) * fbank.FeatureSize];
        fbank.Compute(samples, features);
        return features;
    }
}
