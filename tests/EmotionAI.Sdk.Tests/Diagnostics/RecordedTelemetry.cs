using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EmotionAI.Tests.Diagnostics;

/// <summary>Keeps what is measured and traced under the name EmotionAI.</summary>
internal sealed class RecordedTelemetry : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _sources;

    public RecordedTelemetry()
    {
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
            ActivityStopped = activity =>
            {
                lock (Activities)
                {
                    Activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_sources);
    }

    /// <summary>Gets the measurements, in order.</summary>
    public List<(string Name, double Value, string Tags)> Measured { get; } = [];

    /// <summary>Gets the activities that have ended, in order.</summary>
    public List<Activity> Activities { get; } = [];

    /// <summary>Measures what is measured only when it is asked for.</summary>
    public void Observe() => _meters.RecordObservableInstruments();

    public double Sum(string name) => Measured.Where(measure => measure.Name == name).Sum(measure => measure.Value);

    public void Dispose()
    {
        _meters.Dispose();
        _sources.Dispose();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (Measured)
        {
            Measured.Add((instrument.Name, value, string.Join(' ', tags.ToArray())));
        }
    }
}
