namespace EmotionAI.Server.Requests;

/// <summary>Reads the body of a request, whose reader holds what it reads, and takes room for it until the request ends.</summary>
/// <param name="body">The body.</param>
/// <param name="held">Where there is room.</param>
internal sealed class HeldBody(Stream body, HeldBytes held) : BodyStream
{
    private long _taken;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        held.Take(count);
        _taken += count;
        return count;
    }

    /// <summary>Gives the room back; the body itself is the server's.</summary>
    protected override void Dispose(bool disposing)
    {
        held.GiveBack(Interlocked.Exchange(ref _taken, 0));
        base.Dispose(disposing);
    }
}
