using System.Buffers;
using System.Numerics.Tensors;

namespace EmotionAI.Audio;

/// <summary>Averages the channels of a clip block by block, and keeps the sums that tell how loud each is, and whether they cancel each other.</summary>
internal ref struct ChannelMix : IDisposable
{
    private readonly int _channels;
    private readonly float[] _mix;
    private readonly float[] _channel;

    /// <summary>Of each channel and, last, of the mix.</summary>
    private readonly double[] _sums;
    private readonly double[] _squares;
    private long _frames;

    public ChannelMix(int channels, int blockLength)
    {
        _channels = channels;
        _mix = ArrayPool<float>.Shared.Rent(blockLength);
        _channel = ArrayPool<float>.Shared.Rent(blockLength);
        _sums = ArrayPool<double>.Shared.Rent(channels + 1);
        _squares = ArrayPool<double>.Shared.Rent(channels + 1);
        _sums.AsSpan(0, channels + 1).Clear();
        _squares.AsSpan(0, channels + 1).Clear();
    }

    /// <summary>Gets the mean of all samples.</summary>
    public readonly double Mean => TensorPrimitives.Sum<double>(_sums.AsSpan(0, _channels)) / (_frames * _channels);

    /// <summary>Gets the mean of the squares of all samples.</summary>
    public readonly double MeanSquare => TensorPrimitives.Sum<double>(_squares.AsSpan(0, _channels)) / (_frames * _channels);

    /// <summary>Gets the variance of the loudest channel.</summary>
    public readonly double LoudestVariance => Variance(LoudestChannel);

    /// <summary>Gets the variance of the sum of the channels.</summary>
    public readonly double SumVariance => Variance(_channels) * _channels * _channels;

    private readonly int LoudestChannel
    {
        get
        {
            var loudest = 0;
            for (var i = 1; i < _channels; i++)
            {
                loudest = Variance(i) > Variance(loudest) ? i : loudest;
            }

            return loudest;
        }
    }

    /// <summary>Takes a block of whole frames.</summary>
    /// <returns>The mean of its channels, valid until the next call.</returns>
    public ReadOnlySpan<float> Add(ReadOnlySpan<float> block)
    {
        var frames = block.Length / _channels;
        _frames += frames;
        if (_channels == 1)
        {
            Count(0, block);
            return block;
        }

        var mix = _mix.AsSpan(0, frames);
        mix.Clear();
        var channel = _channel.AsSpan(0, frames);
        for (var i = 0; i < _channels; i++)
        {
            Extract(block, i, channel);
            Count(i, channel);
            TensorPrimitives.Add(mix, channel, mix);
        }

        TensorPrimitives.Divide(mix, _channels, mix);
        Count(_channels, mix);
        return mix;
    }

    /// <summary>Copies the loudest channel.</summary>
    public readonly AudioClip Loudest(AudioClip clip)
    {
        var samples = new float[clip.FrameCount];
        Extract(clip.Samples.Span, LoudestChannel, samples);
        return new AudioClip(samples, clip.SampleRate);
    }

    public readonly void Dispose()
    {
        ArrayPool<float>.Shared.Return(_mix);
        ArrayPool<float>.Shared.Return(_channel);
        ArrayPool<double>.Shared.Return(_sums);
        ArrayPool<double>.Shared.Return(_squares);
    }

    private readonly void Extract(ReadOnlySpan<float> samples, int channel, Span<float> target)
    {
        for (int i = channel, frame = 0; frame < target.Length; i += _channels)
        {
            target[frame++] = samples[i];
        }
    }

    private readonly void Count(int place, ReadOnlySpan<float> samples)
    {
        _sums[place] += TensorPrimitives.Sum(samples);
        _squares[place] += TensorPrimitives.SumOfSquares(samples);
    }

    private readonly double Variance(int place)
    {
        var mean = _sums[place] / _frames;
        return Math.Max(0, (_squares[place] / _frames) - (mean * mean));
    }
}
