using System.Buffers;

namespace EmotionAI.Audio.Decoding;

/// <summary>Decodes FLAC frames one by one with scratch memory that is reused, and as large as the largest block that came.</summary>
internal ref struct FlacFrameDecoder(FlacStreamInfo info)
{
    private const int WidestSample = 32;
    private const int ChecksumBytes = 2;

    private readonly FlacStreamInfo _info = info;
    private readonly float _scale = 1f / (1u << (info.BitsPerSample - 1));
    private readonly bool _hasDigest = info.Digest != 0;
    private SampleDigest _digest = new();
    private int[] _samples = [];
    private long[] _sides = [];

    /// <summary>Decodes the next frame.</summary>
    /// <returns>The number of samples of each channel.</returns>
    public int Decode(ref AudioSource source, EmotionLimits limits, long framesBefore, ref SampleSink sink)
    {
        var origin = source.Origin;
        var offset = source.Position;
        var header = FlacFrameHeader.Parse(origin, _info, source.Peek(FlacFrameHeader.LongestBytes), offset);
        sink.CheckFrames(origin, limits, framesBefore + header.BlockSize, _info.SampleRate, _info.Channels);

        var longest = LongestFrame(header.BlockSize);
        var bytes = source.Peek(longest);
        var bits = new FlacBitReader(bytes, header.Bytes, origin, offset, bytes.Length < longest);
        var samples = Rent(ref _samples, _info.Channels * header.BlockSize);
        ReadChannels(ref bits, samples, header, origin, offset);
        var length = CheckFrame(ref bits, bytes, origin, offset);

        if (_hasDigest)
        {
            _digest.Append(samples, _info.Channels, _info.BitsPerSample);
        }

        FlacSamples.Interleave(samples, sink.Take(samples.Length), _info.Channels, _scale);
        source.Advance(length);
        return header.BlockSize;
    }

    /// <summary>Compares the MD5 of all samples with that of STREAMINFO.</summary>
    /// <returns>Whether they are equal, null where STREAMINFO has none.</returns>
    public bool? CheckDigest() => _hasDigest ? _digest.Finish() == _info.Digest : null;

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_samples);
        ArrayPool<long>.Shared.Return(_sides);
        _digest.Dispose();
        _samples = [];
        _sides = [];
    }

    private static Span<T> Rent<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            ArrayPool<T>.Shared.Return(array);
            array = [];
            array = ArrayPool<T>.Shared.Rent(length);
        }

        return array.AsSpan(0, length);
    }

    private static int CheckFrame(ref FlacBitReader bits, ReadOnlySpan<byte> bytes, AudioOrigin origin, long offset)
    {
        bits.AlignToByte();
        var length = bits.BytePosition;
        var expected = bits.Read(8 * ChecksumBytes);
        return FlacChecksum.Crc16(bytes[..length]) == expected
            ? length + ChecksumBytes
            : throw origin.Invalid("has a FLAC frame whose CRC-16 is wrong.", offset);
    }

    /// <summary>Gets a size that no sensible frame reaches: four times that of its samples unpacked.</summary>
    private readonly int LongestFrame(int blockSize) => 1024 + (int)((long)blockSize * _info.Channels * (_info.BitsPerSample + 1) / 2);

    private void ReadChannels(ref FlacBitReader bits, scoped Span<int> samples, in FlacFrameHeader header, AudioOrigin origin, long offset)
    {
        var size = header.BlockSize;
        var side = header.Layout switch { FlacBlockLayout.Independent => -1, FlacBlockLayout.SideRight => 0, _ => 1 };
        var isWide = side >= 0 && _info.BitsPerSample == WidestSample;
        var sides = isWide ? Rent(ref _sides, size) : [];
        for (var channel = 0; channel < _info.Channels; channel++)
        {
            var plane = samples.Slice(channel * size, size);
            if (isWide && channel == side)
            {
                FlacWideSubframe.Read(ref bits, sides, plane, WidestSample + 1, origin, offset);
            }
            else
            {
                FlacSubframe.Read(ref bits, plane, _info.BitsPerSample + (channel == side ? 1 : 0), origin, offset);
            }
        }

        if (isWide)
        {
            FlacSamples.SeparateWide(header.Layout, samples[..size], samples[size..], sides);
        }
        else if (side >= 0)
        {
            FlacSamples.Separate(header.Layout, samples[..size], samples[size..]);
        }
    }
}
