using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Reading;

/// <summary>Reads the bytes of a recording forward; memory follows the bytes that arrived, never what a header announces.</summary>
internal sealed class ByteSource(Stream stream, CancellationToken cancellationToken)
{
    private const int BlockBytes = 64 << 10;

    private byte[] _buffer = new byte[BlockBytes];
    private int _start;
    private int _end;

    /// <summary>Gets what names the recording in errors.</summary>
    public AudioOrigin Origin { get; } = new((stream as FileStream)?.Name);

    /// <summary>Gets the offset of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>Gets the request to stop, which is heeded whenever bytes are read.</summary>
    public CancellationToken Cancellation => cancellationToken;

    /// <summary>Gets the next bytes without consuming them: <paramref name="count"/>, or fewer where the recording ends before. The next call may overwrite them.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count)
        {
            Fill(count);
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Gets all that is held, at least one byte unless the recording ends here.</summary>
    public ReadOnlySpan<byte> PeekBlock() => Peek(Math.Max(1, _end - _start));

    /// <summary>Consumes bytes that were peeked.</summary>
    public void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Consumes bytes unread.</summary>
    /// <returns>Whether there were as many.</returns>
    public bool Skip(long count)
    {
        if (count > _end - _start && stream.CanSeek)
        {
            var far = Math.Max(0, Math.Min(count - (_end - _start), stream.Length - stream.Position));
            stream.Position += far;
            var skipped = _end - _start + far;
            _start = _end = 0;
            Position += skipped;
            return skipped == count;
        }

        while (count > 0)
        {
            var block = PeekBlock();
            if (block.IsEmpty)
            {
                return false;
            }

            var part = (int)Math.Min(count, block.Length);
            Advance(part);
            count -= part;
        }

        return true;
    }

    private void Fill(int count)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var read = Read(_buffer.AsSpan(_end));
            if (read == 0)
            {
                return;
            }

            _end += read;
        }
    }

    private int Read(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Origin.Fault(EmotionErrorCodes.FileUnreadable, $"cannot be read: {e.Message}", Position, e);
        }
    }
}
