using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Tests.Reports;

public sealed class InertTextTests
{
    [Theory]
    [InlineData("plain, שלום, 👩‍👩‍👧 and é", "plain, שלום, 👩‍👩‍👧 and é")]
    [InlineData("a\u202Eb\u2066c\u0000d\u001Be\u009Ff", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf")]
    [InlineData("a\r\nb\u2028c\td", "a \nb\nc\td")]
    [InlineData("\uFFFE\uFFFF\uFDD0\uFFF9", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void Of_Text_LosesWhatActsOnTheTextAround(string text, string expected) => Assert.Equal(expected, InertText.Of(text));

    [Fact]
    public void Of_HalfASurrogate_IsAReplacement() => Assert.Equal("\uFFFDx", InertText.Of("\uD800x"));

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "longe…")]
    [InlineData("ab👩‍👩‍👧", 5, "ab…")]
    [InlineData("👩‍👩‍👧", 3, "👩‍…")]
    public void Shorten_CutsAfterAWholeCharacter(string text, int longest, string expected) => Assert.Equal(expected, InertText.Shorten(text, longest));
}
