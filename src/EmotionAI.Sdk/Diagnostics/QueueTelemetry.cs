using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EmotionAI.Diagnostics;

/// <summary>Counts and times what happens to calls before a classifier runs them together, in the meter of <see cref="ClassifierTelemetry"/>.</summary>
/// <remarks>docs/aspnet-core.md lists the instruments.</remarks>
internal static class QueueTelemetry
{
    private static readonly ConcurrentDictionary<object, (EmotionClassifierMetadata Model, Func<int> Length)> Queues = [];
    private static readonly Histogram<double> QueueDuration = ClassifierTelemetry.Meter.CreateHistogram<double>("emotionai.queue.duration", "s", "Time that an input waits for its turn; 0 where nothing runs.", null, ClassifierTelemetry.Seconds);
    private static readonly Histogram<int> BatchSize = ClassifierTelemetry.Meter.CreateHistogram<int>("emotionai.queue.batch_size", "{input}", "Inputs taken from the queue together.", null, ClassifierTelemetry.Rows);
    private static readonly Counter<long> RefusedInputs = ClassifierTelemetry.Meter.CreateCounter<long>("emotionai.queue.refused", "{input}", "Inputs that were refused.");

    static QueueTelemetry() => ClassifierTelemetry.Meter.CreateObservableUpDownCounter("emotionai.queue.length", Lengths, "{input}", "Inputs that wait.");

    /// <summary>Notes a queue, whose length is measured from now on.</summary>
    public static void Opened(object queue, EmotionClassifierMetadata model, Func<int> length) => Queues[queue] = (model, length);

    /// <summary>Notes the end of a queue.</summary>
    public static void Closed(object queue) => Queues.TryRemove(queue, out _);

    /// <summary>Begins the wait of a call in its trace; the run that answers it serves many and belongs to none of theirs.</summary>
    public static Activity? Start(EmotionClassifierMetadata model)
    {
        var activity = ClassifierTelemetry.Source.StartActivity("queue");
        activity?.SetTag("emotionai.model", model.ModelId);
        return activity;
    }

    /// <summary>Notes inputs that need not wait.</summary>
    public static void RanAtOnce(EmotionClassifierMetadata model, int inputs)
    {
        QueueDuration.Record(0, ClassifierTelemetry.Tag(model));
        BatchSize.Record(inputs, ClassifierTelemetry.Tag(model));
    }

    /// <summary>Notes a batch that was taken from the queue.</summary>
    public static void Taken(EmotionClassifierMetadata model, IEnumerable<TimeSpan> waited)
    {
        if (!QueueDuration.Enabled && !BatchSize.Enabled)
        {
            return;
        }

        var inputs = 0;
        foreach (var time in waited)
        {
            QueueDuration.Record(time.TotalSeconds, ClassifierTelemetry.Tag(model));
            inputs++;
        }

        BatchSize.Record(inputs, ClassifierTelemetry.Tag(model));
    }

    /// <summary>Notes inputs that are not answered because of a limit.</summary>
    public static void Refused(EmotionClassifierMetadata model, string reason, int inputs) => RefusedInputs.Add(inputs, ClassifierTelemetry.Tag(model), new("error.type", reason));

    /// <summary>Two queues before the same model are one figure.</summary>
    private static IEnumerable<Measurement<int>> Lengths() => Queues.Values
        .GroupBy(static queue => queue.Model.ModelId, StringComparer.Ordinal)
        .Select(static queues => new Measurement<int>(queues.Sum(static queue => queue.Length()), ClassifierTelemetry.Tag(queues.First().Model)));
}
