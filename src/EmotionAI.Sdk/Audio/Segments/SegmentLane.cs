namespace EmotionAI.Audio.Segments;

/// <summary>Takes one voice through the machine: the channels that are heard together.</summary>
internal sealed class SegmentLane
{
    private readonly WindowCutter _windows;
    private readonly ISegmentSource _segments;
    private readonly ReadOnlyMemory<float>[] _step;
    private readonly int _first;

    /// <param name="plan">The windows.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">The decision rule.</param>
    /// <param name="channels">The number of channels of the recording.</param>
    /// <param name="channel">The channel that is heard; null for all.</param>
    /// <exception cref="EmotionAIException">A window takes too much memory.</exception>
    public SegmentLane(SegmentPlan plan, EmotionClassifierMetadata model, ClassificationOptions? options, int channels, int? channel)
    {
        _first = channel ?? 0;
        _step = new ReadOnlyMemory<float>[channel is null ? channels : 1];
        _windows = new WindowCutter(plan, _step.Length);
        _segments = plan.IsRaw ? new RawSegments(plan, channel) : new SegmentTimeline(plan, model, options, _step.Length, channel);
    }

    /// <summary>Takes the next step of all channels.</summary>
    public void Add(ReadOnlySpan<ReadOnlyMemory<float>> step)
    {
        step.Slice(_first, _step.Length).CopyTo(_step);
        _windows.Add(_step);
        _segments.Add(_step);
    }

    /// <summary>Gives the next window that the model is to answer.</summary>
    public bool TryCut(out SoundWindow window) => _windows.TryCut(out window);

    /// <summary>Gives the window at the end; null where nothing is left.</summary>
    public SoundWindow? CutLast(bool isIncomplete) => _windows.CutLast(isIncomplete);

    /// <summary>Takes the answer of the model.</summary>
    public void Answer(in SoundWindow window, EmotionPrediction prediction) => _segments.Add(window, prediction);

    /// <summary>Ends the recording, whose windows are all answered.</summary>
    public void Finish(bool isIncomplete) => _segments.Finish(isIncomplete);

    /// <summary>Gives the segments that are finished.</summary>
    public void Take(Queue<EmotionSegment> ready)
    {
        while (_segments.TryTake(out var segment))
        {
            ready.Enqueue(segment);
        }
    }
}
