using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Tests.Reports;

public sealed class MarkdownRendererTests
{
    private const int ManyParts = 1_000;
    private const int TooManyParts = 20_000;
    private const int StackBytes = 256 << 10;

    [Theory]
    [InlineData("# Title\n\n## Part\n\nA *b* **c** `d`\\\ne", "\n<h3 dir=\"auto\">Part</h3>\n<p dir=\"auto\">A <em>b</em> <strong>c</strong> <code>d</code><br>e</p>")]
    [InlineData("---\nlicense: mit\n---\n# Title\ntext", "\n<p dir=\"auto\">text</p>")]
    [InlineData("###### a\n\n# b\n\n### c", "\n<h3 dir=\"auto\">a</h3>\n<h3 dir=\"auto\">b</h3>\n<h4 dir=\"auto\">c</h4>")]
    [InlineData("- a\n- b", "\n<ul>\n<li>\n<p dir=\"auto\">a</p></li>\n<li>\n<p dir=\"auto\">b</p></li></ul>")]
    [InlineData("a <b onclick=x>c</b> &lt;", "\n<p dir=\"auto\">a &lt;b onclick=x&gt;c&lt;/b&gt; &lt;</p>")]
    [InlineData("<script>\nalert(1)\n</script>", "\n<p dir=\"auto\">&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>")]
    [InlineData("[a](javascript:x) ![b](http://c/d.png)", "\n<p dir=\"auto\"><span>a</span> b</p>")]
    [InlineData("[a](https://b/?c&d)", "\n<p dir=\"auto\"><a href=\"https://b/?c&amp;d\" rel=\"noopener noreferrer nofollow\">a</a></p>")]
    [InlineData("[a]: javascript:x\n\n[a]", "\n<p dir=\"auto\"><span>a</span></p>")]
    public void Write_Markdown_GivesKnownElementsAlone(string markdown, string expected) => Assert.Equal(expected, Render(markdown));

    [Fact]
    public void Write_Table_KeepsHeadingsAndAlignment()
    {
        var html = Render("| a | b |\n|---|--:|\n| c | 1 |");

        Assert.Contains("<th scope=\"col\" class=\"number\">b</th>", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">c</th>\n<td class=\"number\">1</td>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("> - 1. ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("![a](b")]
    [InlineData("*a ")]
    [InlineData("*a **b ")]
    [InlineData("**_")]
    [InlineData("a|")]
    [InlineData("|-")]
    [InlineData("`")]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("&#")]
    [InlineData("[a]: <")]
    public void Write_DeepNesting_EndsOnASmallStack(string part)
    {
        Assert.Contains("x", RenderOnASmallStack(string.Concat(Enumerable.Repeat(part, ManyParts)) + "x"), StringComparison.Ordinal);
        Assert.StartsWith("\n<pre>", RenderOnASmallStack(string.Concat(Enumerable.Repeat(part, TooManyParts)) + "x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](b)\n", 2_000, false)]
    [InlineData("[a](b)\n", 2_001, true)]
    [InlineData("[a](b)\n\n", 10_000, false)]
    [InlineData("a|", 4_096, false)]
    [InlineData("a|", 4_097, true)]
    public void Write_WhatWouldTakeLong_IsShownAsItIs(string part, int count, bool isPlain) =>
        Assert.Equal(isPlain, Render(string.Concat(Enumerable.Repeat(part, count))).StartsWith("\n<pre>", StringComparison.Ordinal));

    private static string RenderOnASmallStack(string markdown)
    {
        var html = "";
        var thread = new Thread(() => html = Render(markdown), StackBytes);
        thread.Start();
        thread.Join();
        return html;
    }

    private static string Render(string markdown)
    {
        var html = new HtmlWriter();
        new MarkdownRenderer(html).Write(markdown);
        return html.Finish()["<!DOCTYPE html>".Length..^1];
    }
}
