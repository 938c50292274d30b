using System.Numerics.Tensors;

namespace EmotionAI.Audio.Segments;

/// <summary>Brings blocks of any size to the rate of the model, channel by channel, and gives them out in steps of 10 ms that do not depend on the blocks.</summary>
internal sealed class SoundSteps
{
    private readonly int _step;
    private readonly StreamingResampler[] _resamplers;
    private readonly float[][] _ready;
    private readonly int _rate;
    private float[] _channel = [];
    private int _start;
    private int _count;
    private long _blocks;

    /// <param name="first">The first block of the recording.</param>
    /// <param name="plan">The rate and the step.</param>
    /// <exception cref="EmotionAIException">The sample rate is higher than can be resampled.</exception>
    public SoundSteps(AudioClip first, SegmentPlan plan)
    {
        if (first.SampleRate > Resampler.HighestRate)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The recording has a sample rate of {first.SampleRate} Hz; 1 to {Resampler.HighestRate} Hz are allowed."));
        }

        (_rate, _step) = (first.SampleRate, plan.FrameLength);
        var resampler = new Resampler(first.SampleRate, plan.SampleRate, ResamplerQuality.Reference);
        _resamplers = [.. Enumerable.Range(0, first.Channels).Select(_ => new StreamingResampler(resampler))];
        _ready = new float[first.Channels][];
        Array.Fill(_ready, []);
    }

    public int Channels => _resamplers.Length;

    /// <summary>Takes the next block.</summary>
    /// <exception cref="EmotionAIException">It is of another form than the blocks before, or holds what is no number.</exception>
    public void Add(AudioClip block)
    {
        if (block.SampleRate != _rate || block.Channels != Channels)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"Block {_blocks} has {block.SampleRate} Hz and {block.Channels} channels; the {_rate} Hz and {Channels} channels of the blocks before are allowed. Begin a new call where the form changes."));
        }

        if (!block.Samples.IsEmpty && !TensorPrimitives.IsFiniteAll(block.Samples.Span))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"Block {_blocks} holds samples that are NaN or infinite; finite numbers are needed."));
        }

        _blocks++;
        Grow(ref _channel, block.FrameCount);
        var length = Reserve(_resamplers[0].OutputLength(block.FrameCount));
        for (var channel = 0; channel < Channels; channel++)
        {
            Extract(block, channel);
            _resamplers[channel].Write(_channel.AsSpan(0, block.FrameCount), _ready[channel].AsSpan(_start + _count));
        }

        _count += length;
    }

    /// <summary>Ends the recording.</summary>
    public void Finish()
    {
        var length = Reserve(_resamplers[0].RemainingLength);
        for (var channel = 0; channel < Channels; channel++)
        {
            _resamplers[channel].Finish(_ready[channel].AsSpan(_start + _count));
        }

        _count += length;
    }

    /// <summary>Gives the next step: a whole one or, at the end, the rest.</summary>
    /// <param name="step">Receives the samples of each channel, valid until the next block.</param>
    /// <param name="isEnd">Whether a rest may be given.</param>
    public bool TryTake(Span<ReadOnlyMemory<float>> step, bool isEnd)
    {
        var length = Math.Min(_step, _count);
        if (length == 0 || (length < _step && !isEnd))
        {
            return false;
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            step[channel] = _ready[channel].AsMemory(_start, length);
        }

        (_start, _count) = (_start + length, _count - length);
        return true;
    }

    /// <summary>Makes room for samples behind those that are ready.</summary>
    private int Reserve(int length)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var rest = _ready[channel].AsSpan(_start, _count);
            if (_count + length <= _ready[channel].Length)
            {
                rest.CopyTo(_ready[channel]);
                continue;
            }

            var larger = new float[_count + length];
            rest.CopyTo(larger);
            _ready[channel] = larger;
        }

        _start = 0;
        return length;
    }

    private void Extract(AudioClip block, int channel)
    {
        var samples = block.Samples.Span;
        for (int i = channel, frame = 0; i < samples.Length; i += Channels)
        {
            _channel[frame++] = samples[i];
        }
    }

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length)
        {
            array = new float[length];
        }
    }
}
