using EmotionAI.Bundles;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

/// <summary>What a text is like for the vocabulary of the model, and which texts are marked.</summary>
public sealed class TextQualityTests : IDisposable
{
    /// <summary>Published in docs/text.md; the mark may be wrong on so many texts of the model's own kind.</summary>
    private const double MostWronglyMarked = 0.035;

    /// <summary>Published in docs/text.md; so many subtitles in other languages are to be found.</summary>
    private const double FewestFound = 0.80;

    private readonly TextEmotionClassifier _classifier = TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"));

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void Classify_OfTheShippedModel_TellsItsLanguage() => Assert.Equal(["en"], _classifier.Metadata.Languages);

    [Theory]
    [InlineData("I can't believe we won!", false)]
    [InlineData("Thanks, this is great news.", false)]
    [InlineData("Ich bin so glücklich", true)]
    [InlineData("Я так счастлив сегодня", true)]
    [InlineData("qwrtz pxlkj vbnmq wrtzp", true)]
    public void Classify_Text_IsMarkedWhereItIsUnlikeTheModelsOwn(string text, bool isMarked)
    {
        var quality = _classifier.Classify(text).TextQuality!;

        Assert.True(isMarked == quality.IsUnfamiliar, $"{text}: {quality}");
    }

    [Fact]
    public void Classify_Words_AreCountedWithTheirPieces()
    {
        var quality = _classifier.Classify("Unbelievably good 😀 ☃").TextQuality!;

        Assert.Equal(2, quality.Words);
        Assert.Equal(_classifier.Tokenizer.CountTokens("Unbelievably good 😀 ☃") - 2, quality.Tokens);
        Assert.True(quality.PiecesPerWord > 1);
        Assert.InRange(quality.UnknownShare, 0.01, 0.99);
    }

    [Fact]
    public void Classify_Nothing_IsNotMarked()
    {
        var quality = _classifier.Classify("").TextQuality!;

        Assert.Equal((0, 0, 0.0, false), (quality.Words, quality.Tokens, quality.PiecesPerWord, quality.IsUnfamiliar));
    }

    [Fact]
    public void Classify_TextThatIsCut_IsMeasuredAsFarAsItWasRead()
    {
        var quality = _classifier.Classify(string.Concat(Enumerable.Repeat("happy day ", 300))).TextQuality!;

        Assert.Equal((126, 126, 1.0), (quality.Words, quality.Tokens, quality.PiecesPerWord));
    }

    [SharedFact("data/text/xed/multilingual.tsv")]
    public void Classify_GoEmotionsAndOtherLanguages_AreMarkedAsPublished()
    {
        using var bundle = ModelBundle.Load(Goldens.Path("models", "text", "model"));
        var meter = new TextQualityMeter(bundle.Text!.Tokenizer, bundle.Text.Familiarity);
        var own = Lines("data", "text", "goemotions", "test.tsv").Select(row => row[0]).ToArray();
        var other = Lines("data", "text", "xed", "multilingual.tsv").Where(row => row[0] != "en").Select(row => row[1].TrimEnd('\r')).ToArray();

        var (wrong, found) = (Share(own), Share(other));

        Assert.True(wrong <= MostWronglyMarked && found >= FewestFound, FormattableString.Invariant($"{wrong:P2} of {own.Length} texts of GoEmotions are marked, {found:P2} of {other.Length} in other languages."));

        double Share(string[] texts) => texts.Count(text => meter.Measure(text, Ids(bundle.Text.Tokenizer, text)).IsUnfamiliar) / (double)texts.Length;
    }

    private static int[] Ids(TextTokenizer tokenizer, string text)
    {
        var ids = new int[126];
        return ids[..tokenizer.EncodeWithoutSpecialTokens(text, ids, out _)];
    }

    private static IEnumerable<string[]> Lines(params string[] path) => File.ReadAllText(Shared.Path(path)).Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t'));
}
