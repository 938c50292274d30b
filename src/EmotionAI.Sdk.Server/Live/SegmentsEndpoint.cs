using EmotionAI.Audio;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Live;

/// <summary>Finds the emotions over time in a recording: <c>POST /predict/segments</c>. The recording is heard while it comes and never held, whatever its length.</summary>
internal static class SegmentsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/predict/segments", AnswerAsync).WithName("predict-segments").WithMetadata(new StreamedBodyMetadata());

    private static async Task AnswerAsync(HttpContext context)
    {
        var (request, services, aborted) = (context.Request, context.RequestServices, context.RequestAborted);
        var query = SegmentQuery.Read(request.Query);
        var classifier = ModelSelection.Find<AudioClip>(services.GetRequiredService<ServedModels>(), query.Model);
        var options = services.GetRequiredService<IOptions<EmotionServerOptions>>().Value;
        using var place = services.GetRequiredService<WorkPlaces>().Take();
        var recording = await RecordingBody.OpenAsync(request, aborted).ConfigureAwait(false);
        var blocks = classifier.GetService<AudioEmotionClassifier>()?.DecodeBlocksAsync(recording, aborted) ?? AudioDecoder.DecodeBlocksAsync(recording, services.GetServices<IAudioDecoder>(), null, aborted);
        var segments = classifier.ClassifySegmentsAsync(SoundLimit.Within(blocks, options.MaxAudioDuration, aborted), query.Options, cancellationToken: aborted);
        await SegmentResponse.WriteAsync(context.Response, segments, new SegmentLine(query.Scores, query.Logits), options, aborted).ConfigureAwait(false);
    }
}
