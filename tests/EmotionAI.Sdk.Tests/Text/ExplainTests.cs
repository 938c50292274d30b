using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

/// <summary>Which words a score stands on.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly TextEmotionClassifier _classifier = TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"));

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void Explain_OneWord_WeighsWhatTheScoreLosesWithTheMaskInItsPlace()
    {
        const string Text = "I hate waiting, but I love you";

        var explanation = _classifier.Explain(Text, "anger");

        Assert.Equal(["I", "hate", "waiting", ",", "but", "I", "love", "you"], explanation.Words.Select(word => word.Text));
        Assert.All(explanation.Words, word => Assert.Equal(Text[word.Start..word.End], word.Text));
        Assert.Equal(_classifier.Classify(Text)["anger"], explanation.Score, 1e-5f);
        foreach (var word in explanation.Words)
        {
            var hidden = _classifier.Classify(Text[..word.Start] + "[MASK]" + Text[word.End..])["anger"];
            Assert.Equal(explanation.Score - hidden, word.Weight, 1e-4f);
        }

        Assert.Equal("hate", explanation.Words.MaxBy(word => word.Weight).Text);
    }

    [Fact]
    public void Explain_WithoutALabel_ExplainsTheBestOne() =>
        Assert.Equal(_classifier.Classify("thank you").Top.Label, _classifier.Explain("thank you").Label);

    [Fact]
    public void Explain_LabelThatIsNotThere_NamesThoseThatAre()
    {
        var exception = Assert.Throws<EmotionAIException>(() => _classifier.Explain("hi", "hunger"));

        Assert.Contains("no label 'hunger'; its labels are admiration, amusement", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t ", 0)]
    [InlineData("don't 😀😀 naïve café", 4)]
    [InlineData("a\uD800b", 3)]
    [InlineData("我很高兴", 4)]
    public void Explain_AnyText_CoversItWithWordsThatDoNotOverlap(string text, int words)
    {
        var explanation = _classifier.Explain(text);

        Assert.InRange(explanation.Words.Count, Math.Min(words, 1), words);
        Assert.All(explanation.Words.Zip(explanation.Words.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public void Explain_TextLongerThanTheModelReads_SaysSo()
    {
        var explanation = _classifier.Explain(string.Concat(Enumerable.Repeat("so happy ", 200)));

        Assert.True(explanation.IsTruncated);
        Assert.Equal(126, explanation.Words.Count);
    }

    [Fact]
    public void ToHtml_TextWithMarkup_EscapesIt()
    {
        var html = _classifier.Explain("<script>alert(1)</script> I love & \"hate\" it").ToHtml();

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.StartsWith("<p class=\"emotionai-explanation\" dir=\"auto\"", html, StringComparison.Ordinal);
        Assert.EndsWith("</p>", html, StringComparison.Ordinal);
        Assert.Equal(html.Split("<span ").Length, html.Split("</span>").Length);
    }
}
