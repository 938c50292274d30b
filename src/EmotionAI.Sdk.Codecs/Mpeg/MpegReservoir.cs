using NLayer;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Makes frames of layer III whole: their sound may begin in the frames before (ISO 11172-3, 2.4.2.7).</summary>
/// <remarks>NLayer has a reservoir of its own, which loses a frame where one ends with its buffer and reads wrong bits where sound ends with its frame: what it gets here begins with its frame and has zeros behind.</remarks>
internal sealed class MpegReservoir
{
    /// <summary>The length of NLayer's buffer: no frame is to end with it.</summary>
    private const int BufferBytes = 8_192;
    private const int SlackBytes = 8;
    private const int MostKept = 511;

    private readonly byte[] _kept = new byte[MostKept];
    private byte[] _frame = [];
    private int _keptLength;
    private int _given;

    /// <summary>Makes a frame whole.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The frame, its header first.</param>
    /// <param name="whole">What is behind the header and its checksum, with the sound in place; stays until the next call.</param>
    /// <returns>Whether all of its sound is there.</returns>
    public bool TryTake(MpegHeader header, ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> whole)
    {
        whole = default;
        var content = frame[(MpegHeader.Bytes + (header.HasCrc ? 2 : 0))..];
        if (content.Length < header.SideBytes)
        {
            return false;
        }

        var (side, sound) = (header.SideBytes, content.Length - header.SideBytes);
        var isFirstVersion = header.Version == MpegVersion.Version1;
        var begin = isFirstVersion ? (content[0] << 1) | (content[1] >> 7) : content[0];
        var isThere = begin <= _keptLength && SoundBits(content[..side], header) <= 8 * (begin + sound);
        if (isThere)
        {
            whole = Join(content[..side], _kept.AsSpan(_keptLength - begin, begin), content[side..], isFirstVersion);
        }

        Keep(content[side..]);
        return isThere;
    }

    /// <summary>Counts from 0 again what NLayer was given: it was reset.</summary>
    public void Restart() => _given = 0;

    /// <summary>Adds up the lengths of the parts: each granule of each channel begins with its own.</summary>
    private static int SoundBits(ReadOnlySpan<byte> side, MpegHeader header)
    {
        var (bit, granules, length) = header.Version == MpegVersion.Version1
            ? (header.Channels == 1 ? 9 + 5 + 4 : 9 + 3 + 8, 2, 59)
            : (header.Channels == 1 ? 8 + 1 : 8 + 2, 1, 63);
        var sum = 0;
        for (var part = 0; part < granules * header.Channels; part++, bit += length)
        {
            var bits = (side[bit >> 3] << 16) | (side[(bit >> 3) + 1] << 8) | side[(bit >> 3) + 2];
            sum += (bits >> (12 - (bit & 7))) & 0xFFF;
        }

        return sum;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> side, ReadOnlySpan<byte> before, ReadOnlySpan<byte> sound, bool isFirstVersion)
    {
        var length = before.Length + sound.Length + SlackBytes;
        length += (_given + length) % BufferBytes == 0 ? 1 : 0;
        _given = (_given + length) % BufferBytes;
        if (_frame.Length < side.Length + length)
        {
            _frame = new byte[side.Length + length];
        }

        var whole = _frame.AsSpan(0, side.Length + length);
        whole.Clear();
        side.CopyTo(whole);
        whole[0] = 0;
        if (isFirstVersion)
        {
            whole[1] &= 0x7F;
        }

        before.CopyTo(whole[side.Length..]);
        sound.CopyTo(whole[(side.Length + before.Length)..]);
        return whole;
    }

    private void Keep(ReadOnlySpan<byte> sound)
    {
        if (sound.Length >= MostKept)
        {
            sound[^MostKept..].CopyTo(_kept);
            _keptLength = MostKept;
            return;
        }

        var old = Math.Min(_keptLength, MostKept - sound.Length);
        _kept.AsSpan(_keptLength - old, old).CopyTo(_kept);
        sound.CopyTo(_kept.AsSpan(old));
        _keptLength = old + sound.Length;
    }
}
