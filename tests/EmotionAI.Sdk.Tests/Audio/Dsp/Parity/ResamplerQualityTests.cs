using System.Globalization;
using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Dsp.Parity;

/// <summary>Measures <see cref="ResamplerQuality.High"/> beside soxr's HQ, whose figures are in golden/audio/resample/quality.json.</summary>
public sealed class ResamplerQualityTests
{
    private const double GainTolerance = 0.002;

    private static readonly JsonElement Table = JsonDocument
        .Parse(File.ReadAllText(Goldens.Path("golden", "audio", "resample", "quality.json"))).RootElement.GetProperty("table");

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            foreach (var pair in Table.EnumerateObject())
            {
                var rates = pair.Name.Split("->");
                pairs.Add(int.Parse(rates[0], CultureInfo.InvariantCulture), int.Parse(rates[1], CultureInfo.InvariantCulture));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Resample_TonesThatPass_KeepTheirLevelAndStayClean(int from, int to)
    {
        var (resampler, soxr) = (new Resampler(from, to), Table.GetProperty($"{from}->{to}").GetProperty("soxr_HQ"));

        foreach (var gain in soxr.GetProperty("gain_db_at_fraction_of_nyquist").EnumerateObject())
        {
            var fraction = double.Parse(gain.Name, CultureInfo.InvariantCulture);
            if (fraction > 0.9)
            {
                continue;
            }

            var response = ToneResponse.Of(resampler, fraction * Math.Min(from, to) / 2);
            Assert.True(Math.Abs(response.Gain) <= Math.Abs(gain.Value.GetDouble()) + GainTolerance, $"{from} to {to}, {gain.Name} of the band: {response.Gain:F4} dB, soxr {gain.Value}.");
            Assert.True(response.Rest <= soxr.GetProperty("worst_spurious_db_to_0.8").GetDouble(), $"{from} to {to}, {gain.Name} of the band: the rest is at {response.Rest:F1} dB.");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Resample_TonesAboveTheBand_AreGone(int from, int to)
    {
        var (resampler, soxr) = (new Resampler(from, to), Table.GetProperty($"{from}->{to}").GetProperty("soxr_HQ"));
        if (!soxr.TryGetProperty("alias_level_db_at_multiple_of_new_nyquist", out var aliases))
        {
            Assert.True(from < to);
            return;
        }

        var worst = aliases.EnumerateObject().Max(alias => alias.Value.GetDouble());
        foreach (var alias in aliases.EnumerateObject())
        {
            var level = ToneResponse.Of(resampler, double.Parse(alias.Name, CultureInfo.InvariantCulture) * to / 2).Level;
            Assert.True(level <= worst, $"{from} to {to}, {alias.Name} of the band: {level:F1} dB, soxr's worst {worst}.");
        }
    }

    /// <summary>Rates without a common factor, which take two steps.</summary>
    [Theory]
    [InlineData(44_101, 16_000)]
    [InlineData(16_001, 16_000)]
    [InlineData(15_999, 16_000)]
    [InlineData(96_001, 16_000)]
    [InlineData(767_999, 16_000)]
    public void Resample_CoprimeRates_AreAsGood(int from, int to)
    {
        const double Stopped = -130;
        var (resampler, half) = (new Resampler(from, to), Math.Min(from, to) / 2.0);

        foreach (var fraction in (ReadOnlySpan<double>)[0.05, 0.3, 0.55, 0.8, 0.9])
        {
            var response = ToneResponse.Of(resampler, fraction * half);
            Assert.InRange(response.Gain, -GainTolerance, GainTolerance);
            Assert.True(response.Rest <= Stopped, $"{from} to {to}, {fraction} of the band: the rest is at {response.Rest:F1} dB.");
        }

        foreach (var multiple in (ReadOnlySpan<double>)[1.02, 1.2, 1.7, 2.3])
        {
            if (multiple * half < from / 2.0)
            {
                var level = ToneResponse.Of(resampler, multiple * half).Level;
                Assert.True(level <= Stopped, $"{from} to {to}, {multiple} of the band: {level:F1} dB.");
            }
        }
    }

    [Theory]
    [InlineData(48_000)]
    [InlineData(44_101)]
    public void Resample_Impulse_StaysAtItsPlace(int from)
    {
        var resampler = new Resampler(from, 16_000);
        var input = new float[3 * from / 10];
        input[from / 10] = 1;
        var output = new float[resampler.OutputLength(input.Length)];

        resampler.Resample(input, output);

        var peak = Enumerable.Range(0, output.Length).MaxBy(i => output[i]);
        Assert.Equal((from / 10) * 16_000.0 / from, peak, 0.51);
        Assert.Equal(16_000.0 / from, output.Sum(value => (double)value), 1e-5);
    }
}
