using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Reads a file of a form; a form that breaks off is the client's fault, and is said so.</summary>
/// <param name="file">The file as the form's reader gives it.</param>
internal sealed class FormFileStream(Stream file) : BodyStream
{
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
}
