namespace EmotionAI.Audio.Decoding;

/// <summary>Lets what comes through a pipe be read again: holds the bytes that were read, until it is released.</summary>
internal sealed class HeldStream(Stream pipe, EmotionLimits limits) : Stream
{
    private const int BlockBytes = 64 << 10;

    private readonly MemoryStream _held = new();
    private bool _isForward;
    private bool _isReleased;
    private bool _isWhole;

    public override bool CanRead => true;

    public override bool CanSeek => !_isForward && !_isReleased;

    public override bool CanWrite => false;

    public override long Length => _isWhole ? _held.Length : throw new NotSupportedException();

    /// <summary>Gets or sets the next byte; beyond what is held the pipe is read up to it.</summary>
    public override long Position
    {
        get => _held.Position;
        set
        {
            while (value > _held.Length && !_isWhole)
            {
                ReadBlock();
            }

            _held.Position = Math.Min(value, _held.Length);
        }
    }

    /// <summary>Gets a stream that can seek: this one, or what is held of it.</summary>
    public static Stream Whole(Stream stream, EmotionLimits limits, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            return stream;
        }

        var held = stream as HeldStream ?? new HeldStream(stream, limits);
        held.Fill(cancellationToken);
        return held;
    }

    /// <summary>Reads the pipe to its end.</summary>
    public void Fill(CancellationToken cancellationToken)
    {
        _isForward = false;
        while (!_isWhole)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadBlock();
        }
    }

    /// <summary>Is read as a pipe by who does not need to seek. What was read is still held.</summary>
    public void Forward() => _isForward = true;

    /// <summary>Holds no more: what is held and was not read comes, then the rest of the pipe.</summary>
    public void Release() => _isReleased = true;

    public override int Read(Span<byte> buffer)
    {
        var count = _held.Read(buffer);
        if (count > 0 || _isWhole)
        {
            return count;
        }

        if (_isReleased)
        {
            _held.SetLength(0);
            _held.Capacity = 0;
            return pipe.Read(buffer);
        }

        ReadBlock();
        return _held.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        return Position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <exception cref="EmotionAIException">There are more bytes than may be held.</exception>
    private void ReadBlock()
    {
        Span<byte> block = new byte[BlockBytes];
        var read = pipe.Read(block);
        _isWhole = read == 0;
        var position = _held.Position;
        _held.Position = _held.Length;
        _held.Write(block[..read]);
        _held.Position = position;
        if (_held.Length > limits.AudioBytes)
        {
            throw new AudioOrigin(null).AboveLimit(Invariant($"comes through a pipe and has more than {limits.AudioBytes} bytes, the most that is held (EmotionLimits.AudioBytes)."));
        }
    }
}
