using System.Reflection;

namespace EmotionAI.Tests;

/// <summary>Merges an answer in which every property has a value of its own: a property that is added later and forgotten here is lost, and seen.</summary>
public sealed class TaxonomyMergeTests
{
    /// <summary>What the merge makes anew, or cannot keep: logits are those of labels that are gone, and quantities are not merged.</summary>
    private static readonly string[] Changed = [nameof(EmotionPrediction.Labels), nameof(EmotionPrediction.Scores), nameof(EmotionPrediction.Top), nameof(EmotionPrediction.Windows), nameof(EmotionPrediction.Logits), nameof(EmotionPrediction.Dimensions)];

    private static readonly EmotionScore[] Scores = [new("joy", 0.75f), new("annoyance", 0.25f)];

    [Fact]
    public void Merge_EveryOtherProperty_IsKept()
    {
        var prediction = Prediction();
        Assert.All(Settable(typeof(EmotionPrediction)).Where(property => !Changed.Contains(property.Name)), property => Assert.False(IsDefault(property, prediction), $"{property.Name} has no value of its own in this test: give it one."));

        var merged = EmotionTaxonomy.Ekman.Merge(prediction, Model());

        Assert.All(Settable(typeof(EmotionPrediction)).Where(property => !Changed.Contains(property.Name)), property => Assert.Equal(property.GetValue(prediction), property.GetValue(merged)));
        Assert.Equal([new EmotionScore("anger", 0.25f), new EmotionScore("joy", 0.75f)], merged.Scores);
        Assert.Equal([new EmotionScore("anger", 0.25f), new EmotionScore("joy", 0.75f)], Assert.Single(merged.Windows).Scores);
        Assert.Equal("joy", merged.Top.Label);
    }

    [Fact]
    public void Merge_EveryOtherPropertyOfAModel_IsKept()
    {
        string[] changed = [nameof(EmotionClassifierMetadata.Labels), nameof(EmotionClassifierMetadata.Thresholds)];
        var model = Model();
        Assert.All(Settable(typeof(EmotionClassifierMetadata)).Where(property => !changed.Contains(property.Name)), property => Assert.False(IsDefault(property, model), $"{property.Name} has no value of its own in this test: give it one."));

        var merged = EmotionTaxonomy.Ekman.Merge(model);

        Assert.All(Settable(typeof(EmotionClassifierMetadata)).Where(property => !changed.Contains(property.Name)), property => Assert.Equal(property.GetValue(model), property.GetValue(merged)));
    }

    [Fact]
    public void Merge_EveryPropertyOfAWindow_IsKept()
    {
        var prediction = Prediction();

        var merged = EmotionTaxonomy.Ekman.Merge(prediction, Model());

        Assert.All(Settable(typeof(EmotionWindow)).Where(property => property.Name != nameof(EmotionWindow.Scores)), property => Assert.Equal(property.GetValue(prediction.Windows[0]), property.GetValue(merged.Windows[0])));
    }

    private static PropertyInfo[] Settable(Type type) => [.. type.GetProperties().Where(property => property.CanWrite)];

    private static bool IsDefault(PropertyInfo property, object holder) =>
        property.GetValue(holder) is not { } value || (value is System.Collections.ICollection { Count: 0 }) || (property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null && value.Equals(Activator.CreateInstance(property.PropertyType)));

    private static EmotionClassifierMetadata Model() => new()
    {
        ModelId = "made",
        Labels = new EmotionLabels(["joy", "annoyance"]),
        ProblemType = ProblemType.MultiLabel,
        Thresholds = [0.5, 0.5],
        ScoreScale = 2,
        TopK = 3,
        MaxLength = 128,
        Languages = ["en"],
        SampleRate = 16_000,
        MaxDuration = TimeSpan.FromSeconds(30),
        IsMock = true,
    };

    private static EmotionPrediction Prediction() => new()
    {
        Labels = [Scores[0]],
        Scores = Scores,
        Top = Scores[0],
        ModelId = "made",
        Logits = [1, -1],
        IsMock = true,
        IsTruncated = true,
        IsIncomplete = true,
        Quality = new AudioQuality { Duration = TimeSpan.FromSeconds(1), Peak = 1, Rms = 1, ClippingShare = 0, Offset = 0, ActiveSpeech = TimeSpan.FromSeconds(1) },
        TextQuality = new TextQuality { Words = 2, Tokens = 3, UnknownShare = 0.1, PiecesPerWord = 1.5, Unfamiliarity = 0.5 },
        Windows = [new EmotionWindow { Start = 1, End = 4, Scores = Scores }],
        Senses = [new EmotionSense { Name = "text", Weight = 1 }],
    };
}
