namespace EmotionAI.Server.Requests;

/// <summary>Reads the body of a request, whose reader holds what it reads, and takes room for it until the request ends.</summary>
/// <param name="body">The body.</param>
/// <param name="held">Where there is room.</param>
internal sealed class HeldBody(Stream body, HeldBytes held) : Stream
{
    private long _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        held.Take(count);
        _taken += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Gives the room back; the body itself is the server's.</summary>
    protected override void Dispose(bool disposing)
    {
        held.GiveBack(Interlocked.Exchange(ref _taken, 0));
        base.Dispose(disposing);
    }
}
