using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class ResamplerTests
{
    private const double Tolerance = 2e-6;

    /// <summary>Rates with a table of taps, rates whose table would be too large, and extreme ones.</summary>
    public static TheoryData<int, int> Rates => new()
    {
        { 48_000, 16_000 }, { 44_100, 16_000 }, { 44_101, 16_000 }, { 15_999, 16_000 }, { 767_999, 16_000 }, { 11_025, 7_919 }, { 7, 5 }, { 1, 3 }, { 768_000, 1_000 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Resample_AnyRates_EqualsTheFormula(int from, int to)
    {
        var input = Noise(1_003);
        var resampler = new Resampler(from, to, ResamplerQuality.Reference);
        var found = new float[resampler.OutputLength(input.Length)];

        resampler.Resample(input, found);

        for (var i = 0; i < found.Length; i++)
        {
            var expected = Formula(input, from, to, i);
            Assert.True(Math.Abs(found[i] - expected) <= Tolerance, $"{from} to {to}: sample {i} is {found[i]:R}, expected {expected:R}.");
        }
    }

    [Theory]
    [InlineData(48_000, 16_000, 0, 0)]
    [InlineData(48_000, 16_000, 1, 1)]
    [InlineData(48_000, 16_000, 4, 2)]
    [InlineData(44_100, 16_000, 441, 160)]
    [InlineData(44_100, 16_000, 442, 161)]
    [InlineData(8_000, 16_000, 3, 6)]
    public void OutputLength_AnyInput_IsRoundedUp(int from, int to, int length, int expected) =>
        Assert.Equal(expected, new Resampler(from, to).OutputLength(length));

    [Theory]
    [InlineData(ResamplerQuality.High)]
    [InlineData(ResamplerQuality.Reference)]
    public void Resample_SameRate_Copies(ResamplerQuality quality)
    {
        var input = Noise(100);
        var output = new float[100];

        new Resampler(16_000, 16_000, quality).Resample(input, output);

        Assert.Equal(input, output);
    }

    [Fact]
    public void Resample_Nothing_GivesNothing() => new Resampler(44_100, 16_000).Resample([], []);

    [Fact]
    public void Resample_OutputTooShort_Throws() =>
        Assert.Throws<ArgumentException>(() => new Resampler(48_000, 16_000).Resample(new float[4], new float[1]));

    [Fact]
    public void Constructor_NoQualityNamed_IsHigh() => Assert.Equal(ResamplerQuality.High, new Resampler(48_000, 16_000).Quality);

    [Fact]
    public void Constructor_QualityThatIsNone_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(48_000, 16_000, (ResamplerQuality)2));

    [Fact]
    public void Resample_FromManyThreads_IsTheSame()
    {
        var resampler = new Resampler(44_100, 16_000);
        float[][] clips = [.. Enumerable.Range(1, 6).Select(i => Noise(7_001 * i))];
        float[][] expected = [.. clips.Select(clip => Resample(resampler, clip))];

        Parallel.For(0, 100, i => Assert.Equal(expected[i % clips.Length], Resample(resampler, clips[i % clips.Length])));
    }

    [Theory]
    [InlineData(0, 16_000)]
    [InlineData(16_000, -1)]
    [InlineData(768_001, 16_000)]
    public void Constructor_RateOutsideItsRange_Throws(int from, int to) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(from, to));

    private static float[] Resample(Resampler resampler, float[] input)
    {
        var output = new float[resampler.OutputLength(input.Length)];
        resampler.Resample(input, output);
        return output;
    }

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static double Formula(float[] input, int from, int to, int index)
    {
        var rolledOff = Math.Min(from, to) * 0.99;
        var (centre, reach) = ((double)index * from / to, (6 * from / rolledOff) + 1);
        var sum = 0.0;
        for (var i = (int)Math.Max(0, centre - reach); i < Math.Min(input.Length, centre + reach); i++)
        {
            var t = Math.Clamp((i - centre) / from * rolledOff, -6, 6);
            var sinc = t == 0 ? 1 : Math.Sin(t * Math.PI) / (t * Math.PI);
            sum += input[i] * sinc * Math.Pow(Math.Cos(t * Math.PI / 12), 2) * rolledOff / from;
        }

        return sum;
    }
}
