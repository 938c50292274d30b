using System.Globalization;
using System.Text.Json;
using EmotionAI.Mocks;
using EmotionAI.Text;

namespace EmotionAI.Tests.Classifiers;

public sealed class EmotionPredictionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MockTextEmotionClassifier _mock = new(answer: _ => ["joy", "love"]);

    [Fact]
    public void Score_OfALabel_IsFoundByItsName()
    {
        var prediction = _mock.Classify("x");

        Assert.Equal(prediction.Top.Score, prediction["joy"]);
        Assert.True(prediction.TryGetScore("love", out var love));
        Assert.Equal(prediction.Labels[1].Score, love);
        Assert.False(prediction.TryGetScore("Joy", out var none));
        Assert.Equal(0, none);
        Assert.Contains("no label 'Joy'; its labels are admiration, ", Assert.Throws<KeyNotFoundException>(() => prediction["Joy"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void ToString_InAnyCulture_WritesLabelsAndRemarks(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            var prediction = new EmotionPrediction { Labels = [new("joy", 0.934f), new("love", 0.5f)], Scores = [], Top = new("joy", 0.934f), ModelId = "m", IsMock = true, IsTruncated = true };
            var silent = new EmotionPrediction { Labels = [], Scores = [], Top = new("sad", 1), ModelId = "m" };

            Assert.Equal("joy 0.93, love 0.50 (mock, truncated)", prediction.ToString());
            Assert.Equal("no label", silent.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Serialize_Prediction_LeavesOutLogitsAndReadsBack()
    {
        TinyTextModel.Write(_folder.Path);
        using var classifier = TextEmotionClassifier.Load(_folder.Path);
        var prediction = classifier.Classify("good");

        var json = JsonSerializer.Serialize(prediction, JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<EmotionPrediction>(json, JsonSerializerOptions.Web)!;

        Assert.NotEmpty(prediction.Logits);
        Assert.DoesNotContain("logits", json, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(prediction.Scores, read.Scores);
        Assert.Equal(prediction.Labels, read.Labels);
        Assert.Equal(prediction.ToString(), read.ToString());
    }

    [Fact]
    public void GetService_OfAClassifier_GivesItselfItsMetadataAndItsTokenizer()
    {
        TinyTextModel.Write(_folder.Path);
        using var classifier = TextEmotionClassifier.Load(_folder.Path);

        Assert.Same(classifier, classifier.GetService<TextEmotionClassifier>());
        Assert.Same(classifier, classifier.GetService<IEmotionClassifier<string>>());
        Assert.Same(classifier.Metadata, classifier.GetService<EmotionClassifierMetadata>());
        Assert.Same(classifier.Tokenizer, classifier.GetService<TextTokenizer>());
        Assert.Null(classifier.GetService<TextTokenizer>("key"));
        Assert.Null(classifier.GetService<string>());
        Assert.Null(_mock.GetService<TextEmotionClassifier>());
        Assert.Same(_mock.Metadata, _mock.GetService<EmotionClassifierMetadata>());
    }

    public void Dispose()
    {
        _folder.Dispose();
        _mock.Dispose();
    }
}
