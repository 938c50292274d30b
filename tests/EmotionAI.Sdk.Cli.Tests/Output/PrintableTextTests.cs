using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain 😀 👩‍👩‍👧 é", "plain 😀 👩‍👩‍👧 é")]
    [InlineData("\u001b[31m", "\uFFFD[31m")]
    [InlineData("a\nb\tc\rd", "a b c d")]
    [InlineData("\u202Eabc\u2066", "\uFFFDabc\uFFFD")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    public void Of_Text_KeepsNothingThatSteersATerminal(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text));

    [Fact]
    public void Of_LoneSurrogate_IsReplaced() => Assert.Equal("\uFFFDa", PrintableText.Of("\uD83Da"));

    [Fact]
    public void Of_LongText_IsCutOff() => Assert.Equal(new string('x', 10) + "…", PrintableText.Of(new string('x', 11), 10));
}
