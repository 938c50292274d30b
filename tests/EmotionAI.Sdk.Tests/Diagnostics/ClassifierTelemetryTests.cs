using System.Diagnostics;
using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Tests.Diagnostics;

[Collection(nameof(ClassifierTelemetryTests))]
[CollectionDefinition(nameof(ClassifierTelemetryTests), DisableParallelization = true)]
public sealed class ClassifierTelemetryTests : IDisposable
{
    private const string Secret = "my secret text is good";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordedTelemetry _recorded = new();

    public ClassifierTelemetryTests() => TinyTextModel.Write(_folder.Path);

    [Fact]
    public void ClassifyBatch_Texts_AreCountedAndTimedAndNeverShown()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path);

        var predictions = classifier.ClassifyBatch([Secret, string.Join(' ', Enumerable.Repeat("good", 1_000)), Secret]);

        Assert.Equal(3, _recorded.Sum("emotionai.inputs"));
        Assert.Equal(predictions.Count(prediction => prediction.IsTruncated), _recorded.Sum("emotionai.inputs.truncated"));
        Assert.Equal(1, _recorded.Sum("emotionai.inputs.truncated"));
        Assert.Equal(predictions.Sum(prediction => prediction.Labels.Count), _recorded.Sum("emotionai.labels"));
        Assert.Equal(3, _recorded.Sum("emotionai.batch.size"));
        Assert.Single(_recorded.Measured, measure => measure.Name == "emotionai.call.duration");
        Assert.Equal(2, _recorded.Measured.Count(measure => measure.Name == "emotionai.model.duration"));
        var activity = Assert.Single(_recorded.Activities);
        Assert.Equal((3, classifier.Metadata.ModelId), (activity.GetTagItem("emotionai.inputs"), activity.GetTagItem("emotionai.model")));
        Assert.DoesNotContain(_recorded.Measured.Select(measure => measure.Tags).Concat(activity.TagObjects.Select(tag => $"{tag}")), shown => shown.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Classify_TextThatFails_IsCountedAsItsErrorAndNotAsAnInput()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path, new TextEmotionOptions { Limits = new EmotionLimits { TextCharacters = 3 } });

        Assert.Throws<EmotionAIException>(() => classifier.Classify(Secret));

        Assert.Equal(0, _recorded.Sum("emotionai.inputs"));
        Assert.Contains(EmotionErrorCodes.LimitExceeded, Assert.Single(_recorded.Measured, measure => measure.Name == "emotionai.call.duration").Tags, StringComparison.Ordinal);
        Assert.Equal((ActivityStatusCode.Error, EmotionErrorCodes.LimitExceeded), (Assert.Single(_recorded.Activities).Status, _recorded.Activities[0].GetTagItem("error.type")));
    }

    [Fact]
    public void ClassifyBatch_Clips_TellWhereNobodySpeaks()
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("models", "audio", "checkpoint"));

        classifier.ClassifyBatch([new AudioClip(new float[16_000], 16_000) { IsIncomplete = true }, AudioDecoder.Decode(Goldens.Path("data", "audio", "emodb", "03a01Fa.flac"))]);

        Assert.Equal((2, 1, 1, 1), (_recorded.Sum("emotionai.inputs"), _recorded.Sum("emotionai.inputs.no_speech"), _recorded.Sum("emotionai.inputs.incomplete"), _recorded.Sum("emotionai.labels")));
        Assert.Equal(2, _recorded.Measured.Count(measure => measure.Name == "emotionai.model.duration"));
        Assert.Single(_recorded.Activities);
    }

    public void Dispose()
    {
        _recorded.Dispose();
        _folder.Dispose();
    }
}
