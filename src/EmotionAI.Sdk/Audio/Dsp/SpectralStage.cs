namespace EmotionAI.Audio.Dsp;

/// <summary>Takes a signal through a <see cref="SpectralFilter"/>.</summary>
internal sealed class SpectralStage : IRateStage
{
    private readonly SpectralFilter _filter;
    private readonly float[] _held;
    private readonly LaneBuffer _scratch;

    /// <summary>The number of samples held, the zeros before the signal among them.</summary>
    private int _count;

    public SpectralStage(SpectralFilter filter)
    {
        _filter = filter;
        _held = new float[(SpectralFilter.MaximumBlocks * filter.Hop) + (2 * filter.Margin)];
        _scratch = new LaneBuffer(filter.ScratchLength);
        Reset();
    }

    public void Reset()
    {
        // What is behind is computed as well where fewer than all blocks are there, and must not be slow numbers.
        Array.Clear(_held);
        _count = _filter.Margin;
    }

    public int OutputLength(int inputLength) => checked((int)(BlocksOf((long)_count + inputLength) * _filter.OutputHop));

    public int Write(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var taken = Math.Min(input.Length, _held.Length - _count);
            input[..taken].CopyTo(_held.AsSpan(_count));
            _count += taken;
            input = input[taken..];
            var blocks = (int)BlocksOf(_count);
            if (blocks > 0)
            {
                _filter.Run(_held, blocks, output[written..], _scratch.Vectors);
                written += blocks * _filter.OutputHop;
                var passed = blocks * _filter.Hop;
                _held.AsSpan(passed, _count - passed).CopyTo(_held);
                _count -= passed;
            }
        }

        return written;
    }

    /// <summary>Gives the number of blocks of so many samples: pairs, whose first is always that of the same place in the signal.</summary>
    private long BlocksOf(long count) => Math.Max(0, (count - (2 * _filter.Margin)) / (2 * _filter.Hop) * 2);
}
