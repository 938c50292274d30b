using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EmotionAI.Server.Requests;

/// <summary>Finds the recording in a request: its body, or the first file of a form.</summary>
internal static class RecordingBody
{
    private const string Form = "multipart/form-data";
    private const int LongestBoundary = 70;

    /// <returns>The recording, to be read as it comes.</returns>
    /// <exception cref="EmotionAIException">The form is damaged, or has no file.</exception>
    public static async ValueTask<Stream> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        JsonBody.RefuseEncoded(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MatchesMediaType(Form))
        {
            return request.Body;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"The Content-Type {Form} has a boundary of {boundary.Length} characters; 1 to {LongestBoundary} are allowed."));
        }

        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                if (section.GetContentDispositionHeader()?.IsFileDisposition() == true)
                {
                    return section.Body;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"The form cannot be read: {e.Message}", innerException: e);
        }

        throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The form has no file; one field with a file name is needed: curl --form file=@call.wav.");
    }
}
