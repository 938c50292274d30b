using System.Diagnostics;
using System.Diagnostics.Metrics;
using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Tests.Diagnostics;

[Collection(nameof(ClassifierTelemetryTests))]
[CollectionDefinition(nameof(ClassifierTelemetryTests), DisableParallelization = true)]
public sealed class ClassifierTelemetryTests : IDisposable
{
    private const string Secret = "my secret text is good";

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Name, double Value, string Tags)> _measured = [];
    private readonly List<Activity> _activities = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _sources;

    public ClassifierTelemetryTests()
    {
        TinyTextModel.Write(_folder.Path);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "EmotionAI")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meters.Start();
        _sources = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "EmotionAI",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _activities.Add(activity),
        };
        ActivitySource.AddActivityListener(_sources);
    }

    [Fact]
    public void ClassifyBatch_Texts_AreCountedAndTimedAndNeverShown()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path);

        var predictions = classifier.ClassifyBatch([Secret, string.Join(' ', Enumerable.Repeat("good", 1_000)), Secret]);

        Assert.Equal(3, Sum("emotionai.inputs"));
        Assert.Equal(predictions.Count(prediction => prediction.IsTruncated), Sum("emotionai.inputs.truncated"));
        Assert.Equal(1, Sum("emotionai.inputs.truncated"));
        Assert.Equal(predictions.Sum(prediction => prediction.Labels.Count), Sum("emotionai.labels"));
        Assert.Equal(3, Sum("emotionai.batch.size"));
        Assert.Single(_measured, measure => measure.Name == "emotionai.call.duration");
        Assert.Equal(2, _measured.Count(measure => measure.Name == "emotionai.model.duration"));
        var activity = Assert.Single(_activities);
        Assert.Equal((3, classifier.Metadata.ModelId), (activity.GetTagItem("emotionai.inputs"), activity.GetTagItem("emotionai.model")));
        Assert.DoesNotContain(_measured.Select(measure => measure.Tags).Concat(activity.TagObjects.Select(tag => $"{tag}")), shown => shown.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Classify_TextThatFails_IsCountedAsItsErrorAndNotAsAnInput()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path, new TextEmotionOptions { Limits = new EmotionLimits { TextCharacters = 3 } });

        Assert.Throws<EmotionAIException>(() => classifier.Classify(Secret));

        Assert.Equal(0, Sum("emotionai.inputs"));
        Assert.Contains(EmotionErrorCodes.LimitExceeded, Assert.Single(_measured, measure => measure.Name == "emotionai.call.duration").Tags, StringComparison.Ordinal);
        Assert.Equal((ActivityStatusCode.Error, EmotionErrorCodes.LimitExceeded), (Assert.Single(_activities).Status, _activities[0].GetTagItem("error.type")));
    }

    [Fact]
    public void ClassifyBatch_Clips_TellWhereNobodySpeaks()
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("models", "audio", "checkpoint"));

        classifier.ClassifyBatch([new AudioClip(new float[16_000], 16_000) { IsIncomplete = true }, AudioDecoder.Decode(Goldens.Path("data", "audio", "emodb", "03a01Fa.flac"))]);

        Assert.Equal((2, 1, 1, 1), (Sum("emotionai.inputs"), Sum("emotionai.inputs.no_speech"), Sum("emotionai.inputs.incomplete"), Sum("emotionai.labels")));
        Assert.Equal(2, _measured.Count(measure => measure.Name == "emotionai.model.duration"));
        Assert.Single(_activities);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _sources.Dispose();
        _folder.Dispose();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_measured)
        {
            _measured.Add((instrument.Name, value, string.Join(' ', tags.ToArray())));
        }
    }

    private double Sum(string name) => _measured.Where(measure => measure.Name == name).Sum(measure => measure.Value);
}
