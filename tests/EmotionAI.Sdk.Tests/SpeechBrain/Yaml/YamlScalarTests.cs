using System.Globalization;
using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.Tests.SpeechBrain.Yaml;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("", "Null", 0)]
    [InlineData("~", "Null", 0)]
    [InlineData("null", "Null", 0)]
    [InlineData("nUll", "Text", 0)]
    [InlineData("True", "Boolean", 1)]
    [InlineData("false", "Boolean", 0)]
    [InlineData("tRue", "Text", 0)]
    [InlineData("yes", "Text", 0)]
    [InlineData("no", "Text", 0)]
    [InlineData("on", "Text", 0)]
    [InlineData("off", "Text", 0)]
    [InlineData("010", "Integer", 10)]
    [InlineData("0o10", "Integer", 8)]
    [InlineData("0x1F", "Integer", 31)]
    [InlineData("0b101", "Integer", 5)]
    [InlineData("1_000", "Integer", 1000)]
    [InlineData("-12", "Integer", -12)]
    [InlineData("+12", "Integer", 12)]
    [InlineData("9223372036854775808", "Float", 9223372036854775808d)]
    [InlineData("1e-3", "Float", 0.001)]
    [InlineData("1.5E+2", "Float", 150)]
    [InlineData("0.00002", "Float", 0.00002)]
    [InlineData(".5", "Float", 0.5)]
    [InlineData("5.", "Float", 5)]
    [InlineData("-.5", "Float", -0.5)]
    [InlineData("-.inf", "Float", double.NegativeInfinity)]
    [InlineData(".nan", "Float", double.NaN)]
    [InlineData("-.nan", "Text", 0)]
    [InlineData("12:30", "Text", 0)]
    [InlineData("2026-11-23", "Text", 0)]
    [InlineData("1,5", "Text", 0)]
    [InlineData("e3", "Text", 0)]
    [InlineData("1e", "Text", 0)]
    [InlineData("1e+", "Text", 0)]
    [InlineData("-", "Text", 0)]
    [InlineData("+_", "Text", 0)]
    [InlineData(".", "Text", 0)]
    [InlineData("1.2.3", "Text", 0)]
    [InlineData("0x", "Text", 0)]
    [InlineData("(3, 4)", "Tuple", 0)]
    [InlineData("()", "Tuple", 0)]
    [InlineData("(", "Text", 0)]
    [InlineData("a (b)", "Text", 0)]
    public void Resolve_EveryForm_FollowsYaml12UnderEveryCulture(string text, string expectedKind, double expected)
    {
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in (string[])["", "tr-TR", "de-DE", "ar-SA", "fa-IR"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                var kind = YamlScalar.Resolve(text, out var integer, out var number);

                Assert.Equal(expectedKind, kind.ToString());
                if (kind is YamlScalarKind.Integer or YamlScalarKind.Boolean)
                {
                    Assert.Equal((long)expected, integer);
                }

                if (kind is YamlScalarKind.Integer or YamlScalarKind.Float)
                {
                    Assert.Equal(expected, number);
                }
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }
}
