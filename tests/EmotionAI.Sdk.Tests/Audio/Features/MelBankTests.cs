using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features;

public sealed class MelBankTests
{
    /// <summary>8,000 Hz on Slaney's scale: what WhisperFeatureExtractor ends at whatever its sampling rate.</summary>
    private const double HighestMel = 45.245640471924965;

    private const float Tolerance = 1e-7f;

    [Theory]
    [InlineData(8_000, 400, 80)]
    [InlineData(16_000, 400, 80)]
    [InlineData(16_000, 401, 128)]
    [InlineData(22_050, 512, 64)]
    [InlineData(48_000, 1_200, 80)]
    public void Slaney_AnySampleRate_EqualsTransformers(int sampleRate, int fftSize, int bands)
    {
        var bins = (fftSize / 2) + 1;
        double[] edges = [.. Enumerable.Range(0, bands + 2).Select(i => Hertz(HighestMel * i / (bands + 1)))];

        var bank = MelBank.Slaney(bands, bins, sampleRate);

        var place = 0;
        for (var band = 0; band < bands; band++)
        {
            var (first, count) = bank.Ranges[band];
            for (var bin = 0; bin < bins; bin++)
            {
                var hertz = sampleRate / 2 * (double)bin / (bins - 1);
                var slope = Math.Min((hertz - edges[band]) / (edges[band + 1] - edges[band]), (edges[band + 2] - hertz) / (edges[band + 2] - edges[band + 1]));
                var expected = Math.Max(0, slope) * 2 / (edges[band + 2] - edges[band]);
                var found = bin >= first && bin < first + count ? bank.Weights[place + bin - first] : 0;
                Assert.Equal(expected, found, Tolerance);
            }

            place += count;
        }
    }

    [Fact]
    public void Slaney_MoreWeightsThanABankMayHave_IsRefusedBeforeAnyIsMade()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ArgumentOutOfRangeException>(() => MelBank.Slaney(4_096, 32_769, 16_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => MelBank.SpeechBrain(new SpeechBrainFbankOptions { MelBands = 4_096, FilterShape = "gaussian" }, 32_769));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static double Hertz(double mel) => mel < 15 ? 200 * mel / 3 : 1_000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
