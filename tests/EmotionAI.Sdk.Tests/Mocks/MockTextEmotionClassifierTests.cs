using System.Globalization;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Mocks;

public sealed class MockTextEmotionClassifierTests
{
    private const float Units = 1 << 24;

    private static readonly string[] Texts = ["", "I love it", "😀 naïve", "\uD83D", "It is a chair.", new string('x', 5_000)];

    /// <summary>Pins exact floats, made by an independent program: whoever changes them changes the snapshots in the tests of every user.</summary>
    public static TheoryData<string, string, int, int> Goldens => new()
    {
        { "I love it", "disappointment", 13_333_259, 128_798 },
        { "", "neutral", 12_576_351, 463_912 },
        { "😀 naïve", "neutral", 11_321_207, 654_812 },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Classify_KnownText_GivesPinnedScores(string text, string top, int topUnits, int firstUnits)
    {
        using var classifier = new MockTextEmotionClassifier();

        var prediction = classifier.Classify(text);

        Assert.Equal((top, topUnits / Units, firstUnits / Units), (prediction.Top.Label, prediction.Top.Score, prediction.Scores[0].Score));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Classify_OtherCulture_GivesTheSame(string culture)
    {
        using var classifier = new MockTextEmotionClassifier();
        var expected = Texts.Select(text => classifier.Classify(text).Scores).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(expected, Texts.Select(text => classifier.Classify(text).Scores));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Classify_ManyTexts_LooksLikeAModel()
    {
        using var classifier = new MockTextEmotionClassifier();

        var predictions = Enumerable.Range(0, 2_000).Select(i => classifier.Classify($"text {i}")).ToList();

        Assert.All(predictions, prediction => Assert.InRange(prediction.Labels.Count, 1, 3));
        Assert.All(predictions, prediction => Assert.All(prediction.Scores, score => Assert.InRange(score.Score, 0.0005f, 0.98f)));
        Assert.InRange(predictions.Count(prediction => prediction.Top.Label == "neutral"), 600, 900);
        Assert.InRange(predictions.Count(prediction => prediction.Labels.Count > 1), 200, 600);
        Assert.Equal(28, predictions.Select(prediction => prediction.Top.Label).Distinct().Count());
        Assert.True(predictions.Average(prediction => prediction.Scores.Average(score => score.Score)) < 0.1);
    }

    [Fact]
    public void Classify_AnyText_SaysThatItIsAMock()
    {
        using var classifier = new MockTextEmotionClassifier();

        var prediction = classifier.Classify("x");

        Assert.True(prediction.IsMock);
        Assert.False(prediction.IsTruncated);
        Assert.Empty(prediction.Logits);
        Assert.Equal("mock-text", prediction.ModelId);
        Assert.True(classifier.Metadata.IsMock);
        Assert.Equal("mock-text", classifier.Metadata.ModelId);
        Assert.Equal(ProblemType.MultiLabel, classifier.Metadata.ProblemType);
    }

    [Fact]
    public async Task ClassifyBatch_AndAsync_EqualClassify()
    {
        await using var classifier = new MockTextEmotionClassifier();
        var expected = Texts.Select(text => classifier.Classify(text).Scores).ToList();

        Assert.Equal(expected, classifier.ClassifyBatch(Texts).Select(prediction => prediction.Scores));
        for (var i = 0; i < Texts.Length; i++)
        {
            Assert.Equal(expected[i], (await classifier.ClassifyAsync(Texts[i])).Scores);
        }
    }

    [Fact]
    public void Classify_Options_ReplaceTheRule()
    {
        using var classifier = new MockTextEmotionClassifier();

        Assert.Equal(28, classifier.Classify("x", new ClassificationOptions { Threshold = 0 }).Labels.Count);
        Assert.Empty(classifier.Classify("x", new ClassificationOptions { Threshold = 1 }).Labels);
        var three = classifier.Classify("x", new ClassificationOptions { Threshold = 0, TopK = 3 });
        Assert.Equal(three.Scores.OrderByDescending(score => score.Score).Take(3), three.Labels);
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Classify("x", new ClassificationOptions { TopK = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.ClassifyBatch(["x"], new ClassificationOptions { Threshold = double.NaN }));
    }

    [Fact]
    public void Classify_OwnLabels_AreThoseOfTheModel()
    {
        var labels = new EmotionLabels(["good", "bad"]);
        using var classifier = new MockTextEmotionClassifier(labels);

        Assert.Equal(labels, classifier.Classify("x").Scores.Select(score => score.Label));
        Assert.Equal([0.5, 0.5], classifier.Metadata.Thresholds);
    }

    [Fact]
    public void Classify_AnswerGiven_GivesItBestFirst()
    {
        using var classifier = new MockTextEmotionClassifier(answer: text => text switch
        {
            "both" => ["love", "joy"],
            "none" => [],
            "all" => EmotionLabels.GoEmotions,
            _ => null,
        });
        using var plain = new MockTextEmotionClassifier();

        Assert.Equal(["love", "joy"], classifier.Classify("both").Labels.Select(label => label.Label));
        Assert.Empty(classifier.Classify("none").Labels);
        Assert.Equal(EmotionLabels.GoEmotions, classifier.Classify("all").Labels.Select(label => label.Label));
        Assert.Equal(plain.Classify("other").Scores, classifier.Classify("other").Scores);
    }

    [Fact]
    public void Classify_AnswerUnknown_NamesItAndTheLabels()
    {
        using var classifier = new MockTextEmotionClassifier(answer: _ => ["happy"]);

        var exception = Assert.Throws<InvalidOperationException>(() => classifier.Classify("x"));

        Assert.Contains("'happy'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("admiration", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_Null_Throws()
    {
        using var classifier = new MockTextEmotionClassifier();

        Assert.Throws<ArgumentNullException>(() => classifier.Classify(null!));
        Assert.Throws<ArgumentNullException>(() => classifier.ClassifyBatch(null!));
        Assert.Throws<ArgumentNullException>(() => classifier.ClassifyBatch(["x", null!]));
    }

    [Fact]
    public void Classify_TextAtAndAboveTheBound_PassesAndThrows()
    {
        using var classifier = new MockTextEmotionClassifier(limits: new EmotionLimits { TextCharacters = 3 });

        Assert.NotNull(classifier.Classify("abc"));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => classifier.Classify("abcd")).Code);
    }

    [Fact]
    public async Task Classify_Disposed_Throws()
    {
        var classifier = new MockTextEmotionClassifier();
        await classifier.DisposeAsync();
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify("x"));
        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyBatch([]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await classifier.ClassifyAsync("x"));
    }

    [Fact]
    public async Task Classify_Cancelled_Throws()
    {
        using var classifier = new MockTextEmotionClassifier();
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => classifier.Classify("x", cancellationToken: cancelled));
        Assert.Throws<OperationCanceledException>(() => classifier.ClassifyBatch(["x"], cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await classifier.ClassifyAsync("x", cancellationToken: cancelled));
    }
}
