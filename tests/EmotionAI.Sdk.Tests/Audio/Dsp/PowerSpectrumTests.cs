using System.Numerics;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class PowerSpectrumTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(9, 5)]
    [InlineData(16, 8)]
    [InlineData(22, 3)]
    [InlineData(127, 50)]
    [InlineData(400, 160)]
    [InlineData(402, 401)]
    [InlineData(512, 1)]
    public void Compute_AnyFrame_EqualsThePlainSum(int length, int hop)
    {
        var random = new Random(length);
        float[] window = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble())];
        float[] samples = [.. Enumerable.Range(0, (7 * hop) + length).Select(_ => (float)random.NextDouble() - 0.5f)];
        var spectrum = new PowerSpectrum(window);
        var power = new Vector256<float>[spectrum.Bins];

        spectrum.Compute(samples, hop, power, new Vector256<float>[spectrum.ScratchLength]);

        for (var lane = 0; lane < 8; lane++)
        {
            for (var k = 0; k < power.Length; k++)
            {
                var sum = Complex.Zero;
                for (var n = 0; n < length; n++)
                {
                    sum += (double)samples[(lane * hop) + n] * window[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * n * k / length);
                }

                var expected = sum.Magnitude * sum.Magnitude;
                Assert.True(Math.Abs(power[k][lane] - expected) <= Tolerance * (length + expected), $"Length {length}, lane {lane}, bin {k}: {power[k][lane]:R}, expected {expected:R}.");
            }
        }
    }
}
