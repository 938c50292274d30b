using System.Buffers;
using System.IO.Pipelines;
using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Live;

/// <summary>Sends segments while they are found: an object a line, or one list where <c>application/json</c> is accepted rather. A fault behind the first segment is the last object.</summary>
internal static class SegmentResponse
{
    private const string Lines = "application/x-ndjson";
    private const string List = "application/json";

    /// <summary>So much may wait for a client that sends all of its recording before it reads; then the recording waits too.</summary>
    private const int MostWaiting = 4 << 20;

    /// <exception cref="EmotionAIException">There is no segment, or a fault comes before the first one: nothing is sent yet.</exception>
    public static async Task WriteAsync(HttpResponse response, IAsyncEnumerable<EmotionSegment> segments, SegmentLine line, EmotionServerOptions options, CancellationToken aborted)
    {
        var found = segments.GetAsyncEnumerator(aborted);
        await using (found.ConfigureAwait(false))
        {
            if (!await found.MoveNextAsync().ConfigureAwait(false))
            {
                throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The recording is empty; at least one sample is needed.");
            }

            var isList = WantsList(response.HttpContext.Request);
            response.ContentType = isList ? List : Lines;
            var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, useSynchronizationContext: false));
            var sending = SendAsync(pipe.Reader, response.BodyWriter, aborted);
            try
            {
                await FillAsync(pipe.Writer, found, line, isList, options, aborted).ConfigureAwait(false);
            }
            finally
            {
                await pipe.Writer.CompleteAsync().ConfigureAwait(false);
                await sending.ConfigureAwait(false);
            }
        }
    }

    private static async Task FillAsync(PipeWriter output, IAsyncEnumerator<EmotionSegment> found, SegmentLine line, bool isList, EmotionServerOptions options, CancellationToken aborted)
    {
        output.Write(isList ? "["u8 : []);
        output.Write(line.Write(found.Current).Span);
        while ((await output.FlushAsync(aborted).ConfigureAwait(false)).IsCompleted is false && await NextAsync(found, line, options).ConfigureAwait(false) is { } next)
        {
            output.Write(isList ? ",\n"u8 : "\n"u8);
            output.Write(next.Span);
        }

        output.Write(isList ? "]\n"u8 : "\n"u8);
    }

    /// <summary>Gives the next object: a segment, or the fault that ends them; null at the end.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> NextAsync(IAsyncEnumerator<EmotionSegment> found, SegmentLine line, EmotionServerOptions options)
    {
        try
        {
            return await found.MoveNextAsync().ConfigureAwait(false) ? line.Write(found.Current) : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception e) when (e is EmotionAIException or ObjectDisposedException)
        {
            // An enumeration that failed has ended: the next call gives null.
            var fault = Fault.Of(e, options);
            return line.Write(fault.Code, fault.Message);
        }
    }

    private static async Task SendAsync(PipeReader lines, PipeWriter output, CancellationToken aborted)
    {
        try
        {
            await lines.CopyToAsync(output, aborted).ConfigureAwait(false);
        }
        finally
        {
            await lines.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool WantsList(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        double Wish(string type) => accepted.Where(one => one.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(one => one.Quality ?? 1).DefaultIfEmpty().Max();
        return Wish(List) > Wish(Lines);
    }
}
