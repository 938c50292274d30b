using System.Buffers;

namespace EmotionAI.Audio.Decoding;

/// <summary>Reads bytes forward, from memory or from a stream that may be a pipe; memory follows the bytes that arrived.</summary>
internal ref struct AudioSource
{
    private const int SmallestBuffer = 4 << 10;
    private const int BlockBytes = 64 << 10;

    private readonly Stream? _stream;
    private readonly ReadOnlySpan<byte> _data;
    private readonly long _start;
    private readonly long _length;
    private byte[]? _buffer;
    private ReadOnlySpan<byte> _window;
    private long _position;

    public AudioSource(ReadOnlySpan<byte> data)
    {
        _data = data;
        _window = data;
        _length = data.Length;
    }

    public AudioSource(Stream stream, string? path)
    {
        Origin = new AudioOrigin(path);
        _stream = stream;
        _start = stream.CanSeek ? stream.Position : 0;
        _length = stream.CanSeek ? Math.Max(0, stream.Length - _start) : long.MaxValue;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(_length, SmallestBuffer, BlockBytes));
    }

    public AudioOrigin Origin { get; }

    /// <summary>Gets the request to stop, which the readers heed between blocks.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets whether bytes can be read again.</summary>
    public readonly bool CanRewind => _stream is null or { CanSeek: true };

    /// <summary>Gets the offset of the next byte.</summary>
    public readonly long Position => _position;

    /// <summary>Gets how many bytes are left, or null where only reading tells.</summary>
    public readonly long? Remaining => _length == long.MaxValue ? null : Math.Max(_length - _position, _window.Length);

    /// <summary>Gets the next bytes without consuming them: <paramref name="count"/>, or fewer where the source ends before.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_window.Length < count && _stream is not null)
        {
            Fill(count);
        }

        return _window.Length > count ? _window[..count] : _window;
    }

    /// <summary>Gets a block of the next bytes without consuming them: at least <paramref name="least"/> bytes unless the source ends, at most <paramref name="most"/>.</summary>
    public ReadOnlySpan<byte> PeekBlock(int least, long most)
    {
        if (_window.Length < least && _stream is not null)
        {
            Fill(least);
        }

        return _window.Length > most ? _window[..(int)most] : _window;
    }

    /// <summary>Consumes bytes that were peeked.</summary>
    public void Advance(int count)
    {
        _window = _window[count..];
        _position += count;
    }

    /// <summary>Consumes bytes unread.</summary>
    /// <returns>How many bytes there were to skip, at most <paramref name="count"/>.</returns>
    public long Skip(long count)
    {
        var left = count;
        while (left > 0)
        {
            if (left >= BlockBytes && _stream is { CanSeek: true } && _length - _position >= left)
            {
                MoveTo(_position + left);
                return count;
            }

            Cancellation.ThrowIfCancellationRequested();
            var block = PeekBlock(1, left);
            if (block.IsEmpty)
            {
                break;
            }

            Advance(block.Length);
            left -= block.Length;
        }

        return count - left;
    }

    /// <summary>Consumes the zeros that come next.</summary>
    public void SkipZeros()
    {
        while (true)
        {
            Cancellation.ThrowIfCancellationRequested();
            var block = PeekBlock(1, long.MaxValue);
            var zeros = block.IndexOfAnyExcept((byte)0);
            Advance(zeros < 0 ? block.Length : zeros);
            if (zeros >= 0 || block.IsEmpty)
            {
                return;
            }
        }
    }

    /// <summary>Moves to any offset, where <see cref="CanRewind"/> allows it.</summary>
    public void MoveTo(long position)
    {
        if (_stream is null)
        {
            _window = _data[(int)position..];
        }
        else
        {
            _stream.Position = _start + position;
            _window = default;
        }

        _position = position;
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
            _window = default;
        }
    }

    private void Fill(int count)
    {
        var have = _window.Length;
        var buffer = _buffer!;
        _window.CopyTo(buffer);
        while (have < count)
        {
            if (have == buffer.Length)
            {
                buffer = Grow(have);
            }

            var read = Read(buffer.AsSpan(have));
            if (read == 0)
            {
                break;
            }

            have += read;
        }

        _window = buffer.AsSpan(0, have);
    }

    private byte[] Grow(int have)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * have, SmallestBuffer));
        _buffer.AsSpan(0, have).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer!);
        _buffer = larger;
        return larger;
    }

    private readonly int Read(Span<byte> destination)
    {
        try
        {
            return _stream!.Read(destination);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Origin.Fault(EmotionErrorCodes.FileUnreadable, $"cannot be read: {e.Message}", _position, e);
        }
    }
}
