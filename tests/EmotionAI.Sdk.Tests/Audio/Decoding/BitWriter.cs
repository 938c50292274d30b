namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Writes bits, most significant first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _used;

    public int ByteCount => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public BitWriter Write(long value, int bits)
    {
        for (var i = bits - 1; i >= 0; i--)
        {
            if (_used == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> i) & 1) << (7 - _used));
            _used = (_used + 1) % 8;
        }

        return this;
    }

    public BitWriter WriteUnary(long zeros)
    {
        for (; zeros > 0; zeros--)
        {
            Write(0, 1);
        }

        return Write(1, 1);
    }

    public void Align() => _used = 0;
}
