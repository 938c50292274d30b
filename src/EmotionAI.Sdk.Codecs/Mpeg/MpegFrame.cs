using NLayer;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Gives the bits of one frame to NLayer.</summary>
internal sealed class MpegFrame : IMpegFrame
{
    private byte[] _bytes = [];
    private MpegHeader _header;
    private int _length;
    private int _bit;

    public int SampleRate => _header.SampleRate;

    public int SampleRateIndex => _header.SampleRateIndex;

    public int FrameLength => MpegHeader.Bytes + (HasCrc ? 2 : 0) + _length;

    public int BitRate => _header.BitRate;

    public MpegVersion Version => _header.Version;

    public MpegLayer Layer => _header.Layer;

    public MpegChannelMode ChannelMode => _header.ChannelMode;

    public int ChannelModeExtension => _header.ChannelModeExtension;

    public int SampleCount => _header.Samples;

    public int BitRateIndex => _header.BitRateIndex;

    public bool IsCopyrighted => _header.IsCopyrighted;

    public bool HasCrc => _header.HasCrc;

    public bool IsCorrupted => false;

    /// <summary>Takes what is behind the header and its checksum.</summary>
    public void Set(MpegHeader header, ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length)
        {
            _bytes = new byte[bytes.Length];
        }

        bytes.CopyTo(_bytes);
        (_header, _length) = (header, bytes.Length);
        Reset();
    }

    public void Reset() => _bit = 0;

    /// <returns>The bits, the first one highest; -1 where the frame has fewer.</returns>
    public int ReadBits(int bitCount)
    {
        if (bitCount is < 1 or > 32 || _bit + bitCount > 8 * _length)
        {
            return -1;
        }

        var value = 0;
        for (var left = bitCount; left > 0;)
        {
            var inByte = _bit & 7;
            var taken = Math.Min(left, 8 - inByte);
            value = (value << taken) | ((_bytes[_bit >> 3] >> (8 - inByte - taken)) & ((1 << taken) - 1));
            _bit += taken;
            left -= taken;
        }

        return value;
    }
}
