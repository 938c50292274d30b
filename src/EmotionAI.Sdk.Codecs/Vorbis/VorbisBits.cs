namespace EmotionAI.Audio.Vorbis;

/// <summary>Reads the bits of a Vorbis packet, the lowest of each byte first; behind the end are zeros, and <see cref="IsOver"/> tells.</summary>
internal ref struct VorbisBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _bit;

    public readonly bool IsOver => _bit > 8L * _bytes.Length;

    /// <summary>Reads up to 32 bits.</summary>
    public uint Read(int count)
    {
        var value = 0u;
        for (var read = 0; read < count;)
        {
            var at = _bit >> 3;
            var inByte = (int)(_bit & 7);
            var taken = Math.Min(count - read, 8 - inByte);
            var bits = at < _bytes.Length ? (uint)(_bytes[(int)at] >> inByte) & ((1u << taken) - 1) : 0;
            value |= bits << read;
            read += taken;
            _bit += taken;
        }

        return value;
    }

    public bool ReadFlag() => Read(1) != 0;

    public void Skip(long count) => _bit += count;

    /// <summary>Gets the number of bits of a number, 0 for 0: <c>ilog</c> of the specification.</summary>
    public static int Width(int value) => value <= 0 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)value);
}
