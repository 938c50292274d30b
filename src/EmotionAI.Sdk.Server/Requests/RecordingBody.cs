using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EmotionAI.Server.Requests;

/// <summary>Finds the recording in a request: the body itself, whatever its type is said to be, or the first file of a form.</summary>
internal static class RecordingBody
{
    private const int LongestBoundary = 200;

    /// <summary>Opens the recording; its bytes are read as they come.</summary>
    /// <exception cref="EmotionAIException">The form has no file, or is none.</exception>
    public static async Task<Stream> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        JsonBody.RefuseEncoded(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MatchesMediaType("multipart/form-data"))
        {
            return request.Body;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw Invalid("its boundary is missing or too long");
        }

        try
        {
            var form = new MultipartReader(boundary, request.Body);
            while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } disposition && (disposition.IsFileDisposition() || disposition.Name.Equals("file", StringComparison.Ordinal)))
                {
                    return new FormFileStream(section.Body);
                }
            }
        }
        catch (Exception e) when (FormFileStream.IsFault(e))
        {
            throw Invalid(e.Message);
        }

        throw Invalid("it has no file; send the recording as the field 'file', or as the body itself");
    }

    /// <summary>Says that a form cannot be read.</summary>
    public static EmotionAIException Invalid(string why) => new(EmotionErrorCodes.FormatInvalid, $"The body is not a form (multipart/form-data) with a recording: {why}.");
}
