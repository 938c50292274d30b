using EmotionAI.Mocks;
using EmotionAI.Multimodal;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Multimodal;

public sealed class TextAndSpeechClassifierTests
{
    /// <summary>One rounding of a 32-bit float near 1.</summary>
    private const double Tolerance = 1e-6;

    private static readonly AudioClip Clip = new(new float[16_000], 16_000);

    private static readonly EmotionClassifierMetadata TextModel = new() { ModelId = "words", Labels = new EmotionLabels(["love", "joy", "anger", "neutral"]), ProblemType = ProblemType.MultiLabel, Thresholds = [0.5, 0.5, 0.5, 0.5], MaxLength = 128, Languages = ["en"] };
    private static readonly EmotionClassifierMetadata SpeechModel = new() { ModelId = "sound", Labels = new EmotionLabels(["happy", "angry", "calm", "neutral", "boredom"]), ProblemType = ProblemType.SingleLabel, SampleRate = 16_000 };

    [Fact]
    public void Classify_BothSenses_IsTheWeightedMeanOverTheCommonLabels()
    {
        using var both = Create([0.6f, 0.2f, 0.3f, 0.1f], [0.1f, 0.5f, 0.2f, 0.2f, 0f], new TextAndSpeechOptions { TextWeight = 1, SpeechWeight = 3 });

        var prediction = both.Classify(new TextAndSpeech("Great.", Clip));

        // Words: joy .6 (the best of love and joy), anger .3, neutral .1, of a sum of 1. Sound: joy .1, anger .5, neutral .2 + .2.
        Assert.Equal(["anger", "joy", "neutral"], prediction.Scores.Select(score => score.Label));
        Assert.Equal((0.3 + (3 * 0.5)) / 4, prediction["anger"], Tolerance);
        Assert.Equal((0.6 + (3 * 0.1)) / 4, prediction["joy"], Tolerance);
        Assert.Equal((0.1 + (3 * 0.4)) / 4, prediction["neutral"], Tolerance);
        Assert.Equal(("anger", "anger", "words+sound"), (prediction.Top.Label, Assert.Single(prediction.Labels).Label, prediction.ModelId));
        Assert.Equal([("text", 0.25), ("speech", 0.75)], prediction.Senses!.Select(sense => (sense.Name, Math.Round(sense.Weight, 6))));
        Assert.All(prediction.Senses!, sense => Assert.Null(sense.Silent));
        Assert.Equal("love", prediction.Senses![0].Prediction!.Top.Label);
    }

    [Fact]
    public void Classify_SoundThatTheWordsHaveNoLabelFor_CountsLess()
    {
        using var both = Create([0f, 1f, 0f, 0f], [0f, 0.2f, 0f, 0f, 0.8f]);

        var prediction = both.Classify(new TextAndSpeech("Great.", Clip));

        Assert.Equal(1, prediction.Scores.Sum(score => score.Score), Tolerance);
        Assert.Equal(0.2 / 1.2, prediction["anger"], Tolerance);
        Assert.Equal(0.2 / 1.2, prediction.Senses![1].Weight, Tolerance);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void Classify_WithoutText_LeavesItToTheSound(string? text)
    {
        using var both = Create([0f, 1f, 0f, 0f], [0.3f, 0.6f, 0.1f, 0f, 0f]);

        var prediction = both.Classify(new TextAndSpeech(text, Clip));

        Assert.Equal(0.6, prediction["anger"], Tolerance);
        Assert.Equal([(0.0, SilentSenseReason.NotGiven), (1.0, null)], prediction.Senses!.Select(sense => (sense.Weight, sense.Silent)));
        Assert.Null(prediction.Senses![0].Prediction);
    }

    [Fact]
    public void Classify_ClipWithoutSpeech_LeavesItToTheWords()
    {
        using var both = Create([0f, 0.9f, 0f, 0f], [0f, 1f, 0f, 0f, 0f], noSpeech: NoSpeechReason.Steady);

        var gated = both.Classify(new TextAndSpeech("Great.", Clip));
        var ungated = both.Classify(new TextAndSpeech("Great.", Clip), new ClassificationOptions { SpeechGate = false });
        var alone = both.Classify(new TextAndSpeech(null, Clip));

        Assert.Equal("joy", Assert.Single(gated.Labels).Label);
        Assert.Equal([(1.0, null), (0.0, SilentSenseReason.NoSpeech)], gated.Senses!.Select(sense => (sense.Weight, sense.Silent)));
        Assert.Equal(NoSpeechReason.Steady, gated.NoSpeech);
        Assert.Equal([0.5, 0.5], ungated.Senses!.Select(sense => Math.Round(sense.Weight, 6)));
        Assert.Empty(alone.Labels);
        Assert.Equal((1f, 0.0), (alone["anger"], alone.Senses![1].Weight));
    }

    [Fact]
    public void Classify_NothingToGoBy_SaysSo()
    {
        using var both = Create([0f, 1f, 0f, 0f], [0f, 1f, 0f, 0f, 0f], new TextAndSpeechOptions { TextWeight = 0 });

        Assert.Contains("Neither a text nor a clip", Assert.Throws<EmotionAIException>(() => both.Classify(new TextAndSpeech("", null))).Message, StringComparison.Ordinal);
        Assert.Contains("its weight is 0", Assert.Throws<EmotionAIException>(() => both.Classify(new TextAndSpeech("Great.", null))).Message, StringComparison.Ordinal);
        Assert.Equal(SilentSenseReason.NoWeight, both.Classify(new TextAndSpeech("Great.", Clip)).Senses![0].Silent);
    }

    [Fact]
    public void Classify_Options_ApplyToTheJointAnswer()
    {
        using var both = Create([0.5f, 0f, 0.4f, 0.1f], [0.5f, 0.4f, 0.1f, 0f, 0f]);

        Assert.Equal(["joy", "anger"], both.Classify(new TextAndSpeech("Great.", Clip), new ClassificationOptions { TopK = 2 }).Labels.Select(label => label.Label));
        Assert.Empty(both.Classify(new TextAndSpeech("Great.", Clip), new ClassificationOptions { Threshold = 0.9 }).Labels);
    }

    [Fact]
    public async Task ClassifyBatch_SomeSensesMissing_IsEachByItself()
    {
        var (text, speech) = (Text(input => input == "a" ? [0f, 1f, 0f, 0f] : [0f, 0f, 0.5f, 0.5f]), Speech(_ => [0.2f, 0.2f, 0.2f, 0.2f, 0.2f]));
        using var both = new TextAndSpeechClassifier(text, speech);
        TextAndSpeech[] inputs = [new("a", Clip), new(null, Clip), new("b", null), new("b", Clip)];

        var batch = both.ClassifyBatch(inputs);

        Assert.Equal((1, 1), (text.Batches, speech.Batches));
        for (var i = 0; i < inputs.Length; i++)
        {
            Assert.Equal((await both.ClassifyAsync(inputs[i])).Scores, batch[i].Scores);
        }
    }

    [Fact]
    public void Constructor_ModelsWithoutCommonLabels_NamesThem()
    {
        var words = Text(_ => []);
        var other = new FixedClassifier<AudioClip>(new EmotionClassifierMetadata { ModelId = "other", Labels = new EmotionLabels(["sad", "fearful"]), ProblemType = ProblemType.SingleLabel }, _ => []);

        var exception = Assert.Throws<EmotionAIException>(() => new TextAndSpeechClassifier(words, other));

        Assert.Contains("'other' fear, sadness; two or more in common are needed", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextAndSpeechClassifier(words, Speech(_ => []), new TextAndSpeechOptions { TextWeight = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextAndSpeechClassifier(words, Speech(_ => []), new TextAndSpeechOptions { TextWeight = 0, SpeechWeight = 0 }));
    }

    [Fact]
    public void GetService_AndDispose_ReachBothModels()
    {
        var (text, speech) = (Text(_ => []), Speech(_ => []));
        var both = new TextAndSpeechClassifier(text, speech);

        Assert.Same(text, both.GetService<IEmotionClassifier<string>>());
        Assert.Same(speech, both.GetService<IEmotionClassifier<AudioClip>>());
        Assert.Same(EmotionTaxonomy.Ekman, both.GetService<EmotionTaxonomy>());
        Assert.Equal((16_000, 128, "en"), (both.Metadata.SampleRate, both.Metadata.MaxLength, both.Metadata.Languages[0]));
        both.Dispose();
        Assert.True(text.IsDisposed && speech.IsDisposed);
    }

    [Fact]
    public void AddTextAndSpeech_Container_PutsItsClassifiersTogether()
    {
        using var services = new ServiceCollection().AddEmotionAI(options => options.UseMockModels = true).AddTextAndSpeech(options => options.SpeechWeight = 3).Services.BuildServiceProvider();

        var prediction = services.GetRequiredService<IEmotionClassifier<TextAndSpeech>>().Classify(new TextAndSpeech("Great.", Clip));

        Assert.Same(services.GetRequiredService<TextAndSpeechClassifier>(), services.GetRequiredService<IEmotionClassifier<TextAndSpeech>>());
        Assert.True(prediction.IsMock);
        Assert.Equal(EmotionTaxonomy.Ekman.Labels.Count, prediction.Scores.Count);
        Assert.Equal(0.75, prediction.Senses![1].Weight, Tolerance);
        Assert.IsType<MockTextEmotionClassifier>(services.GetRequiredService<TextAndSpeechClassifier>().GetService<IEmotionClassifier<string>>());
    }

    private static FixedClassifier<string> Text(Func<string, float[]> answer) => new(TextModel, answer);

    private static FixedClassifier<AudioClip> Speech(Func<AudioClip, float[]> answer, NoSpeechReason? noSpeech = null) => new(SpeechModel, answer, noSpeech);

    private static TextAndSpeechClassifier Create(float[] text, float[] speech, TextAndSpeechOptions? options = null, NoSpeechReason? noSpeech = null) =>
        new(Text(_ => text), Speech(_ => speech, noSpeech), options);
}
