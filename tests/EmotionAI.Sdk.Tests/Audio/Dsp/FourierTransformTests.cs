using System.Numerics;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class FourierTransformTests
{
    private const double Tolerance = 2e-6;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 64), 77, 81, 100, 121, 125, 127, 128, 180, 200, 240, 243, 256, 343, 400, 480, 512];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(200, 1_000)]
    [InlineData(256, 1_024)]
    [InlineData(58, 58 * 29)]
    [InlineData(65_521, 65_521L * 65_521)]
    public void CostOf_Length_IsTheLengthTimesItsLargestRadix(int length, long expected) =>
        Assert.Equal(expected, FourierTransform.CostOf(length));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Transform_AnyLength_EqualsThePlainSumInEveryLane(int length)
    {
        var random = new Random(length);
        var data = new Vector256<float>[2 * length];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = Vector256.Create([.. Enumerable.Range(0, 8).Select(_ => (float)((random.NextDouble() * 2) - 1))]);
        }

        Vector256<float>[] input = [.. data];
        var found = new FourierTransform(length).Transform(data, new Vector256<float>[2 * length]);

        foreach (var lane in (ReadOnlySpan<int>)[0, 3, 7])
        {
            for (var k = 0; k < length; k++)
            {
                var expected = Sum(input, lane, k);
                var difference = (new Complex(found[2 * k][lane], found[(2 * k) + 1][lane]) - expected).Magnitude;
                Assert.True(difference <= Tolerance * length, $"Length {length}, lane {lane}, bin {k}: {found[2 * k][lane]:R} + {found[(2 * k) + 1][lane]:R}i, expected {expected}.");
            }
        }
    }

    private static Complex Sum(Vector256<float>[] input, int lane, int k)
    {
        var (sum, length) = (Complex.Zero, input.Length / 2);
        for (var n = 0; n < length; n++)
        {
            sum += new Complex(input[2 * n][lane], input[(2 * n) + 1][lane]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)n * k % length) / length);
        }

        return sum;
    }
}
