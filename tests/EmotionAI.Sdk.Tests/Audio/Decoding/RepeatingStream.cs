namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Makes a recording of any length while it is read: a header, and the same bytes again and again. Behaves like a pipe.</summary>
internal sealed class RepeatingStream(byte[] head, byte[] body, long times = long.MaxValue) : Stream
{
    private long _given;

    /// <summary>Gets how many bytes were read.</summary>
    public long Given => Interlocked.Read(ref _given);

    /// <summary>Gets what is waited for once <see cref="Before"/> bytes were read.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public long Before { get; init; } = long.MaxValue;

    /// <summary>Gets whether synchronous reads are an error, as in the body of a request.</summary>
    public bool IsAsyncOnly { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => IsAsyncOnly ? throw new InvalidOperationException("Synchronous operations are disallowed.") : Give(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Given >= Before)
        {
            await Gate.WaitAsync(cancellationToken);
        }

        return Give(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Give(Span<byte> buffer)
    {
        var before = Given < Before ? Before - Given : long.MaxValue;
        var inBody = Given - head.Length;
        var part = inBody < 0 ? head.AsSpan((int)Given) : inBody / body.Length < times ? body.AsSpan((int)(inBody % body.Length)) : [];
        var count = (int)Math.Min(before, Math.Min(part.Length, buffer.Length));
        part[..count].CopyTo(buffer);
        Interlocked.Add(ref _given, count);
        return count;
    }
}
