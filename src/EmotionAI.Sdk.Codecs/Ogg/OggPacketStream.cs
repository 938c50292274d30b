namespace EmotionAI.Audio.Ogg;

/// <summary>Gives the packets of a stream in a row, as the bytes of a pipe.</summary>
/// <param name="packets">The packets.</param>
/// <param name="prefix">How many bytes of the first one are left out.</param>
internal sealed class OggPacketStream(OggStream packets, int prefix) : Stream
{
    private int _packet;
    private int _offset = prefix;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives no more: enough was read.</summary>
    public void End() => _isOver = true;

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isOver)
        {
            if (_packet == packets.Packets.Count)
            {
                if (!packets.MoveNext())
                {
                    return 0;
                }

                (_packet, _offset) = (0, 0);
                continue;
            }

            var packet = packets.Packets[_packet].Span;
            var left = packet[Math.Min(_offset, packet.Length)..];
            if (left.IsEmpty)
            {
                _packet++;
                _offset = 0;
                continue;
            }

            var count = Math.Min(left.Length, buffer.Length);
            left[..count].CopyTo(buffer);
            _offset += count;
            return count;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
