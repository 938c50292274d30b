using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain;

public sealed class HyperArithmeticTests
{
    // Expected values: Python 3.
    [Theory]
    [InlineData("2 + 3 * 4", true, 14)]
    [InlineData("(2 + 3) * 4", true, 20)]
    [InlineData("10 / 4", false, 2.5)]
    [InlineData("10 / 5", false, 2)]
    [InlineData("10 // 4", true, 2)]
    [InlineData("-7 // 2", true, -4)]
    [InlineData("7 // -2", true, -4)]
    [InlineData("-7 % 3", true, 2)]
    [InlineData("7 % -3", true, -2)]
    [InlineData("7.5 // 2", false, 3)]
    [InlineData("-7.5 % 2", false, 0.5)]
    [InlineData("-2 ** 2", true, -4)]
    [InlineData("2 ** -1", false, 0.5)]
    [InlineData("2 ** 3 ** 2", true, 512)]
    [InlineData("(-2) ** 63", true, -9223372036854775808d)]
    [InlineData("2 * -3", true, -6)]
    [InlineData("+3", true, 3)]
    [InlineData("1e-3 * 2", false, 0.002)]
    [InlineData("1_000 + 1", true, 1001)]
    [InlineData(".5+5.", false, 5.5)]
    [InlineData("1 - 2 - 3", true, -4)]
    [InlineData("0 ** 0", true, 1)]
    public void TryEvaluate_Expression_GivesWhatPythonGives(string text, bool isInteger, double expected)
    {
        Assert.True(HyperArithmetic.TryEvaluate(text, out var value));

        Assert.Equal(isInteger, value.IsInteger);
        Assert.Equal(expected, value.Float, 12);
        Assert.Equal(isInteger ? (long)expected : 0, value.Integer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("results/1986/save")]
    [InlineData("1986/")]
    [InlineData("a")]
    [InlineData("1 2")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("010 + 1")]
    [InlineData("2026-11-08")]
    [InlineData("1 +")]
    [InlineData("1 *** 2")]
    [InlineData("e3")]
    [InlineData("1.2.3")]
    [InlineData("1 & 2")]
    public void TryEvaluate_OtherText_StaysText(string text)
    {
        Assert.False(HyperArithmetic.TryEvaluate(text, out _));
    }

    [Fact]
    public void TryEvaluate_DeepParentheses_StaysText()
    {
        Assert.True(HyperArithmetic.TryEvaluate(new string('(', 31) + "1" + new string(')', 31), out _));
        Assert.False(HyperArithmetic.TryEvaluate(new string('(', 4000) + "1" + new string(')', 4000), out _));
        Assert.False(HyperArithmetic.TryEvaluate(new string('-', 4000) + "1", out _));
        Assert.False(HyperArithmetic.TryEvaluate(string.Concat(Enumerable.Repeat("1**", 1300)) + "1", out _));
    }

    [Theory]
    [InlineData("1 / 0")]
    [InlineData("1 // 0")]
    [InlineData("1 % 0.0")]
    [InlineData("0 ** -1")]
    [InlineData("9 ** 9 ** 9")]
    [InlineData("9223372036854775807 + 1")]
    [InlineData("99999999999999999999")]
    [InlineData("2 ** 63")]
    public void TryEvaluate_WhatHasNoValueHere_Throws(string text)
    {
        Assert.ThrowsAny<ArithmeticException>(() => HyperArithmetic.TryEvaluate(text, out _));
    }
}
