namespace EmotionAI.Audio.Segments;

/// <summary>Cuts samples that come in steps into windows: full ones at every hop, and one for what is left at the end. Holds a window of samples.</summary>
/// <remarks>Windows do not depend on how the samples are cut into steps.</remarks>
internal sealed class WindowCutter
{
    private readonly SegmentPlan _plan;
    private readonly int _channels;

    /// <summary>The samples <c>[frame, channel]</c> from <see cref="_first"/> on.</summary>
    private readonly float[] _held;
    private long _first;
    private long _end;
    private long _next;

    /// <param name="plan">The windows.</param>
    /// <param name="channels">The number of channels.</param>
    /// <exception cref="EmotionAIException">A window takes more memory than an array may have.</exception>
    public WindowCutter(SegmentPlan plan, int channels)
    {
        (_plan, _channels) = (plan, channels);
        var frames = (2L * plan.Window) + plan.FrameLength;
        if (frames * channels > Array.MaxLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"A window of {plan.Window} samples of {channels} channels takes too much memory; at most {Array.MaxLength / 2} samples in all are allowed."));
        }

        _held = new float[frames * channels];
    }

    /// <summary>Gets the number of samples that have come.</summary>
    public long End => _end;

    /// <summary>Takes the next samples.</summary>
    /// <param name="channels">The channels, each of one length, a frame of the plan at most.</param>
    public void Add(ReadOnlySpan<ReadOnlyMemory<float>> channels)
    {
        var length = channels[0].Length;
        if (((_end - _first) + length) * _channels > _held.Length)
        {
            var kept = (int)Math.Min(_plan.Window, _end - _first);
            _held.AsSpan((int)(_end - _first - kept) * _channels, kept * _channels).CopyTo(_held);
            _first = _end - kept;
        }

        var target = _held.AsSpan((int)(_end - _first) * _channels, length * _channels);
        for (var channel = 0; channel < _channels; channel++)
        {
            var samples = channels[channel].Span;
            for (int i = 0, place = channel; i < length; i++, place += _channels)
            {
                target[place] = samples[i];
            }
        }

        _end += length;
    }

    /// <summary>Gives the next full window, where there is one.</summary>
    public bool TryCut(out SoundWindow window)
    {
        var isFull = _next + _plan.Window <= _end;
        window = isFull ? Cut(_next, _next + _plan.Window, isIncomplete: false) : default;
        _next += isFull ? _plan.Hop : 0;
        return isFull;
    }

    /// <summary>Gives the window for what is left behind the last full one; null where nothing is.</summary>
    /// <param name="isIncomplete">Whether the recording itself ends early.</param>
    public SoundWindow? CutLast(bool isIncomplete)
    {
        var covered = _next == 0 ? 0 : _next - _plan.Hop + _plan.Window;
        return covered < _end ? Cut(_plan.IsPartial ? _next : Math.Max(0, _end - _plan.Window), _end, isIncomplete) : null;
    }

    private SoundWindow Cut(long start, long end, bool isIncomplete)
    {
        // A copy: a classifier, or what is wrapped around it, may keep what it was given.
        var samples = _held.AsSpan((int)(start - _first) * _channels, (int)(end - start) * _channels).ToArray();
        return new SoundWindow(start, end, new AudioClip(samples, _plan.SampleRate, _channels) { IsIncomplete = isIncomplete });
    }
}
