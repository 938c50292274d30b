using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Reads a file of a form; a form that breaks off is the client's fault, and is said so.</summary>
/// <param name="file">The file as the form's reader gives it.</param>
internal sealed class FormFileStream(Stream file) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Tells whether the reader of forms says that the form is none; a server has exceptions of its own.</summary>
    public static bool IsFault(Exception exception) => exception is InvalidDataException or IOException and not BadHttpRequestException;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsFault(e))
        {
            throw RecordingBody.Invalid(e.Message);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
