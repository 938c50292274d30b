namespace EmotionAI.Cli.Output;

/// <summary>Passes on whole lines, and what comes after the last only when it is flushed: a process that ends in between leaves no half line.</summary>
internal sealed class WholeLineStream(Stream output) : Stream
{
    private readonly MemoryStream _rest = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var whole = buffer.LastIndexOf((byte)'\n') + 1;
        if (whole > 0)
        {
            _rest.Write(buffer[..whole]);
            PassOn();
        }

        _rest.Write(buffer[whole..]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        PassOn();
        output.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            PassOn();
            output.Dispose();
        }

        base.Dispose(disposing);
    }

    private void PassOn()
    {
        var length = (int)_rest.Length;
        _rest.SetLength(0);
        OutputGate.Pass(output, _rest.GetBuffer().AsSpan(0, length));
    }
}
