namespace EmotionAI.Audio.Decoding;

/// <summary>Hands decoded samples on, block by block; the last one says what only the end of a recording tells.</summary>
/// <param name="accept">Takes a block. Its samples are not written to again.</param>
/// <param name="frames">The length of a block, in samples of each channel; null for a fifth of a second, with which those of stereo at 48 kHz are no large objects to the garbage collector.</param>
internal sealed class SampleBlocks(Action<AudioClip> accept, int? frames = null)
{
    private const int BlocksPerSecond = 5;

    /// <summary>Bounds blocks of many channels or a high rate: 1 MiB.</summary>
    private const int MostSamples = 1 << 18;

    private float[] _samples = [];
    private int _count;
    private int _sampleRate;
    private int _channels;
    private int _block;

    /// <summary>Whether the last block came back with an exception, or was the last one.</summary>
    private bool _isOver;

    /// <summary>Gets how many samples the block lacks, one frame at least.</summary>
    public int Room => _count < _block ? _block - _count : _block;

    /// <summary>Says the shape of the recording, before its first sample.</summary>
    public void Begin(int sampleRate, int channels)
    {
        (_sampleRate, _channels) = (sampleRate, channels);
        _block = channels * Math.Clamp(frames ?? sampleRate / BlocksPerSecond, 1, Math.Max(1, MostSamples / channels));
    }

    /// <summary>Gets the room for the next samples, which the caller fills wholly; hands on what is whole of those before.</summary>
    public Span<float> Take(int count)
    {
        var done = HandOn(behind: 0);
        if (done > 0 || _samples.Length - _count < count)
        {
            var rest = _samples.AsSpan(done, _count - done);
            var next = GC.AllocateUninitializedArray<float>(Math.Max(_block, rest.Length + count));
            rest.CopyTo(next);
            (_samples, _count) = (next, rest.Length);
        }

        var room = _samples.AsSpan(_count, count);
        _count += count;
        return room;
    }

    /// <summary>Hands on all that is left. The last block may have no samples.</summary>
    public void Complete(bool isIncomplete, IReadOnlyList<string> warnings)
    {
        var done = HandOn(behind: 1);
        _isOver = true;
        accept(new AudioClip(_samples.AsMemory(done, _count - done), _sampleRate, _channels) { IsIncomplete = isIncomplete, Warnings = warnings });
    }

    /// <summary>Hands on what there is before a damage, unless who takes the blocks ended it.</summary>
    public void Break()
    {
        if (_count > 0 && !_isOver)
        {
            Complete(isIncomplete: false, []);
        }
    }

    /// <summary>Hands on the blocks that are whole and have more samples behind them.</summary>
    /// <returns>How many samples that were.</returns>
    private int HandOn(int behind)
    {
        var done = 0;
        for (; _count > 0 && _count - done >= _block + behind; done += _block)
        {
            _isOver = true;
            accept(new AudioClip(_samples.AsMemory(done, _block), _sampleRate, _channels));
            _isOver = false;
        }

        return done;
    }
}
