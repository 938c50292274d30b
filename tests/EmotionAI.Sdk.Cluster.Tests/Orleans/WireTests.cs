using EmotionAI.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace EmotionAI.Tests.Orleans;

public sealed class WireTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(EmotionSiloOptions).Assembly)).BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Prediction_WithEveryProperty_ArrivesWhole()
    {
        var prediction = Whole(new EmotionSense { Name = "speech", Weight = .25, Silent = SilentSenseReason.NoWeight, Prediction = Whole() });

        var arrived = Serializer.Deserialize<EmotionPrediction>(Serializer.SerializeToArray(prediction));

        Assert.DoesNotContain(typeof(EmotionPrediction).GetProperties(), property => property.GetIndexParameters().Length == 0 && IsEmpty(property.GetValue(prediction)));
        Assert.Equal(PublicValues.Of(prediction), PublicValues.Of(arrived));
    }

    [Fact]
    public void Prediction_WithoutWhatMayBeMissing_ArrivesSo()
    {
        var prediction = new EmotionPrediction { Labels = [], Scores = [new("joy", .1f)], Top = new("joy", .1f), ModelId = "model" };

        var arrived = Serializer.Deserialize<EmotionPrediction>(Serializer.SerializeToArray(prediction));

        Assert.Equal(PublicValues.Of(prediction), PublicValues.Of(arrived));
    }

    [Fact]
    public void MetadataClipAndOptions_WithEveryProperty_ArriveWhole()
    {
        var metadata = new EmotionClassifierMetadata
        {
            ModelId = "model",
            Labels = EmotionLabels.Ravdess,
            ProblemType = ProblemType.MultiLabel,
            Thresholds = [.1, .2],
            ScoreScale = 30,
            TopK = 2,
            MaxLength = 128,
            Languages = ["en", "de"],
            SampleRate = 16_000,
            MaxDuration = TimeSpan.FromSeconds(5),
            IsMock = true,
        };
        var clip = new AudioClip(new float[] { .5f, -1, float.Epsilon, 1.5f }, 8_000, 2) { IsIncomplete = true, Warnings = ["odd header"] };
        var options = new ClassificationOptions { TopK = 3, Threshold = .25, SpeechGate = false };

        Assert.Equal(PublicValues.Of(metadata), PublicValues.Of(Serializer.Deserialize<EmotionClassifierMetadata>(Serializer.SerializeToArray(metadata))));
        Assert.Equal(PublicValues.Of(clip), PublicValues.Of(Serializer.Deserialize<AudioClip>(Serializer.SerializeToArray(clip))));
        Assert.Equal(PublicValues.Of(options), PublicValues.Of(Serializer.Deserialize<ClassificationOptions>(Serializer.SerializeToArray(options))));
    }

    private static bool IsEmpty(object? value) => value is null or false or System.Collections.ICollection { Count: 0 };

    private static EmotionPrediction Whole(EmotionSense? sense = null) => new()
    {
        Labels = [new("joy", .9f)],
        Scores = [new("joy", .9f), new("anger", .1f)],
        Logits = [3.5f, -2.25f],
        Top = new("joy", .9f),
        Dimensions = new Dictionary<string, float> { ["valence"] = .5f, ["arousal"] = -.5f },
        ModelId = "model",
        IsMock = true,
        IsTruncated = true,
        IsIncomplete = true,
        Quality = new AudioQuality { Duration = TimeSpan.FromSeconds(1), Peak = .5, Rms = .25, ClippingShare = .125, Offset = .01, ActiveSpeech = TimeSpan.FromSeconds(.5), NoSpeech = NoSpeechReason.Steady, ChannelsCancelled = true },
        TextQuality = new TextQuality { Words = 1, Tokens = 2, UnknownShare = .1, PiecesPerWord = 2, Unfamiliarity = .3, IsUnfamiliar = true },
        Windows = [new EmotionWindow { Start = 1, End = 2, Scores = [new("joy", .9f)] }],
        Senses = sense is null ? null : [sense],
    };
}
