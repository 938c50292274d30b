namespace EmotionAI.Audio.Decoding;

/// <summary>Reads a stream for decoders, which read synchronously: from one that only reads asynchronously too, and so that a wait for bytes that do not come can be ended.</summary>
internal sealed class AwaitedStream : Stream
{
    private const int BlockBytes = 64 << 10;

    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;

    /// <summary>A read that was given up may still write into it: it is nobody else's.</summary>
    private readonly byte[] _block = new byte[BlockBytes];

    private AwaitedStream(Stream stream, CancellationToken cancellationToken)
    {
        (_stream, _cancellation) = (stream, cancellationToken);
    }

    public override bool CanRead => true;

    public override bool CanSeek => _stream.CanSeek;

    public override bool CanWrite => false;

    public override long Length => _stream.Length;

    public override long Position
    {
        get => _stream.Position;
        set => _stream.Position = value;
    }

    /// <summary>Gets a stream that a thread which may wait can read: files and memory as they are.</summary>
    public static Stream Over(Stream stream, CancellationToken cancellationToken) =>
        stream is FileStream { CanSeek: true } or MemoryStream ? stream : new AwaitedStream(stream, cancellationToken);

    public override int Read(Span<byte> buffer)
    {
        var reading = _stream.ReadAsync(_block.AsMemory(0, Math.Min(buffer.Length, BlockBytes)), _cancellation);
        var count = reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().WaitAsync(_cancellation).GetAwaiter().GetResult();
        _block.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => _stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
