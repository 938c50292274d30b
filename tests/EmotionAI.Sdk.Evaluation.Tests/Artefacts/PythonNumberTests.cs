using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Artefacts;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(26.0, "26.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(1e-05, "1e-05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(1.5e-07, "1.5e-07")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(5427.0, "5427.0")]
    [InlineData(1e100, "1e+100")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Repr_Value_EqualsPythons(double value, string expected) => Assert.Equal(expected, PythonNumber.Repr(value));

    [Fact]
    public void Repr_RandomValues_ReadBackTheSame()
    {
        var random = new EmotionAI.Evaluation.Bootstrap.Xoshiro256StarStar(2);
        for (var i = 0; i < 2_000; i++)
        {
            var value = BitConverter.UInt64BitsToDouble(random.Next());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(PythonNumber.Repr(value), System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [Theory]
    [InlineData(0.625, 2, "0.62")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.5, 0, "0")]
    [InlineData(1.5, 0, "2")]
    [InlineData(2.5, 0, "2")]
    [InlineData(0.675, 2, "0.68")]
    [InlineData(0.285, 2, "0.28")]
    [InlineData(1.0, 2, "1.00")]
    [InlineData(0.66666, 4, "0.6667")]
    [InlineData(0.03125, 4, "0.0312")]
    public void Fixed_Value_EqualsPythons(double value, int digits, string expected) => Assert.Equal(expected, PythonNumber.Fixed(value, digits));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Fixed_ExactlyHalfWay_GoesToTheEvenDigit(int digits)
    {
        // An odd multiple of 1/2^(digits + 1) lies exactly half way between two numbers of so many digits, or is not near it.
        var unit = 1 << (digits + 1);
        for (var i = 1; i < 40 * unit; i += 2)
        {
            var expected = Math.Round((decimal)i / unit, digits, MidpointRounding.ToEven);

            Assert.Equal(expected, decimal.Parse(PythonNumber.Fixed((double)i / unit, digits), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
