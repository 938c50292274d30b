using System.Globalization;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain;

public sealed class PythonTextTests
{
    // Expected texts: repr of Python 3.
    [Theory]
    [InlineData(0d, "0.0")]
    [InlineData(-0d, "-0.0")]
    [InlineData(1d, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(100d, "100.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.25e-7, "1.25e-07")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9999999999999998d, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2345e20, "1.2345e+20")]
    [InlineData(-1e100, "-1e+100")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void Of_Float_IsWrittenAsPythonDoes(double number, string expected)
    {
        var yaml = number.ToString("E16", CultureInfo.InvariantCulture);

        var value = HyperParametersTests.Load($"x: {yaml}\n").Find("x")!;

        Assert.Equal(number, value.Number);
        Assert.Equal(expected, PythonText.Of(value));
    }
}
