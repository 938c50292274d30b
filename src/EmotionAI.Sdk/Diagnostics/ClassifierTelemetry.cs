using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EmotionAI.Diagnostics;

/// <summary>Counts and times the calls of classifiers under the names <c>EmotionAI</c> of <see cref="Meter"/> and <see cref="ActivitySource"/>. Never sees an input.</summary>
/// <remarks>docs/deployment.md lists the instruments. Costs nothing where nobody listens.</remarks>
internal static class ClassifierTelemetry
{
    public const string Name = "EmotionAI";

    internal static readonly ActivitySource Source = new(Name);
    internal static readonly Meter Meter = new(Name);

    /// <summary>The bounds of times in seconds: those that are usual for servers end at 10 s, and begin too late for a model that answers in 5 ms.</summary>
    internal static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60] };

    /// <summary>The bounds of numbers of inputs.</summary>
    internal static readonly InstrumentAdvice<int> Rows = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024] };

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>("emotionai.call.duration", "s", "Time of a call of a classifier, preprocessing included.", null, Seconds);
    private static readonly Histogram<double> ModelDuration = Meter.CreateHistogram<double>("emotionai.model.duration", "s", "Time of one run of the model.", null, Seconds);
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("emotionai.batch.size", "{input}", "Inputs of one run of the model.", null, Rows);
    private static readonly Counter<long> Inputs = Meter.CreateCounter<long>("emotionai.inputs", "{input}", "Inputs classified.");
    private static readonly Counter<long> Truncated = Meter.CreateCounter<long>("emotionai.inputs.truncated", "{input}", "Inputs longer than the model reads.");
    private static readonly Counter<long> Incomplete = Meter.CreateCounter<long>("emotionai.inputs.incomplete", "{input}", "Recordings that end early.");
    private static readonly Counter<long> NoSpeech = Meter.CreateCounter<long>("emotionai.inputs.no_speech", "{input}", "Recordings in which nobody speaks.");
    private static readonly Counter<long> Labels = Meter.CreateCounter<long>("emotionai.labels", "{label}", "Labels given.");

    /// <summary>Begins a call.</summary>
    /// <param name="model">The model.</param>
    public static CallTelemetry Start(EmotionClassifierMetadata model)
    {
        var activity = Source.StartActivity("classify");
        activity?.SetTag("emotionai.model", model.ModelId);
        return new CallTelemetry(model, activity, Stopwatch.GetTimestamp());
    }

    /// <summary>Notes one run of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The number of its inputs.</param>
    /// <param name="start">When it began, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static void ModelRan(EmotionClassifierMetadata model, int batch, long start)
    {
        ModelDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, Tag(model));
        BatchSize.Record(batch, Tag(model));
    }

    internal static void Ended(EmotionClassifierMetadata model, long start, string? error)
    {
        if (CallDuration.Enabled)
        {
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (error is null)
            {
                CallDuration.Record(seconds, Tag(model));
            }
            else
            {
                CallDuration.Record(seconds, Tag(model), new("error.type", error));
            }
        }
    }

    internal static void Answered(EmotionClassifierMetadata model, EmotionPrediction prediction)
    {
        if (!Inputs.Enabled && !Labels.Enabled && !Truncated.Enabled && !Incomplete.Enabled && !NoSpeech.Enabled)
        {
            return;
        }

        Inputs.Add(1, Tag(model));
        Truncated.Add(prediction.IsTruncated ? 1 : 0, Tag(model));
        Incomplete.Add(prediction.IsIncomplete ? 1 : 0, Tag(model));
        NoSpeech.Add(prediction.NoSpeech is null ? 0 : 1, Tag(model));
        foreach (var label in prediction.Labels)
        {
            Labels.Add(1, Tag(model), new("emotionai.label", label.Label));
        }
    }

    internal static KeyValuePair<string, object?> Tag(EmotionClassifierMetadata model) => new("emotionai.model", model.ModelId);
}
