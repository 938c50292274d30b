namespace EmotionAI.Audio.Decoding;

/// <summary>Takes decoded samples: into the caller's span, into an array that grows as samples arrive, or into blocks that are handed on.</summary>
internal ref struct SampleSink
{
    private const int SmallestArray = 4_096;

    private readonly bool _isFixed;
    private readonly SampleBlocks? _blocks;
    private float[]? _array;
    private Span<float> _samples;

    public SampleSink(Span<float> destination)
    {
        _isFixed = true;
        _samples = destination;
    }

    public SampleSink(SampleBlocks blocks)
    {
        _blocks = blocks;
    }

    /// <summary>Gets how many samples were taken; of those that are handed on in blocks none are counted.</summary>
    public int Count { get; private set; }

    /// <summary>Gets how many samples are best taken next, where a reader can choose.</summary>
    public readonly int Room => _blocks?.Room ?? Array.MaxLength;

    /// <summary>Says the shape of the recording, before its first sample.</summary>
    public readonly void Begin(int sampleRate, int channels) => _blocks?.Begin(sampleRate, channels);

    /// <summary>Checks that so much may be held; what is handed on in blocks is not.</summary>
    public readonly void CheckFrames(AudioOrigin origin, EmotionLimits limits, long frames, int sampleRate, int channels)
    {
        if (_blocks is null)
        {
            AudioBounds.CheckFrames(origin, limits, frames, sampleRate, channels);
        }
    }

    /// <summary>Makes room for samples whose bytes are known to be there.</summary>
    public void Reserve(long count)
    {
        if (!_isFixed && _blocks is null && count > _samples.Length)
        {
            Grow((int)Math.Min(count, Array.MaxLength));
        }
    }

    /// <summary>Gets the room for the next samples, which the caller fills wholly.</summary>
    /// <exception cref="ArgumentException">The caller's span is too short.</exception>
    public Span<float> Take(int count)
    {
        if (_blocks is not null)
        {
            return _blocks.Take(count);
        }

        if (count > _samples.Length - Count)
        {
            if (_isFixed)
            {
                throw new ArgumentException(Invariant($"The destination holds {_samples.Length} samples; the audio has more than {Count + (long)count - 1}."));
            }

            Grow((int)Math.Min(Math.Max(Math.Max(2L * _samples.Length, SmallestArray), (long)Count + count), Array.MaxLength));
        }

        var room = _samples.Slice(Count, count);
        Count += count;
        return room;
    }

    /// <summary>Drops the samples behind the first ones.</summary>
    public void Cut(long count) => Count = (int)Math.Min(Count, count);

    public readonly ReadOnlyMemory<float> ToMemory() => _array.AsMemory(0, Count);

    private void Grow(int length)
    {
        var larger = GC.AllocateUninitializedArray<float>(length);
        _samples[..Count].CopyTo(larger);
        _array = larger;
        _samples = larger;
    }
}
