using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Tests.Reports;

public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData("a", "href", "javascript:alert(1)")]
    [InlineData("a", "href", " javascript:alert(1)")]
    [InlineData("a", "href", "data:text/html,x")]
    [InlineData("a", "href", "//example.org")]
    [InlineData("img", "src", "https://example.org/x.png")]
    [InlineData("img", "src", "data:text/html,x")]
    [InlineData("img", "onerror", "x")]
    [InlineData("p", "style", "background: red")]
    [InlineData("p", "a b", "x")]
    [InlineData("script", "id", "x")]
    [InlineData("iframe", "id", "x")]
    [InlineData("p><b", "id", "x")]
    public void Open_OfWhatMayRunOrLoad_Throws(string element, string attribute, string value) =>
        Assert.Throws<ArgumentException>(() => new HtmlWriter().Open(element, (attribute, value)));

    [Fact]
    public void Text_AndValues_AreEscaped() =>
        Assert.Equal("<!DOCTYPE html>\n<p title=\"&quot;&lt;&amp;\">&lt;b&gt;&amp;amp;</p>\n", new HtmlWriter().Element("p", "<b>&amp;", ("title", "\"<&")).Finish());

    [Fact]
    public void Style_WithAnEndTag_Throws() => Assert.Throws<ArgumentException>(() => new HtmlWriter().Style("p { content: '</style>' }"));

    [Fact]
    public void Finish_WithAnOpenElement_Throws() => Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Open("p").Finish());
}
