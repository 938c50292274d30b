using System.Net.WebSockets;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Live;

/// <summary>Hears live sound over a WebSocket: <c>GET /stream</c>.</summary>
internal static class StreamEndpoint
{
    /// <summary>The name under which a client may speak this protocol; one that brings its key as another name must offer it.</summary>
    public const string Protocol = "emotionai";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // The application need not know of UseWebSockets.
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(AnswerAsync);
        endpoints.Map("/stream", pipeline.Build()).WithName("stream");
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "/stream is a WebSocket; the request asks for none.");
        }

        var query = SegmentQuery.Read(context.Request.Query, PcmForm.Names);
        var form = PcmForm.Read(context.Request.Query);
        var classifier = ModelSelection.Find<AudioClip>(context.RequestServices.GetRequiredService<ServedModels>(), query.Model);
        var stop = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null).ConfigureAwait(false);
        var stream = new LiveStream(socket, context.RequestServices.GetRequiredService<IOptions<EmotionServerOptions>>().Value, new SegmentLine(query.Scores, query.Logits));
        try
        {
            using var place = context.RequestServices.GetRequiredService<WorkPlaces>().Take();
            await stream.RunAsync(classifier, query.Options, form, stop, context.RequestAborted).ConfigureAwait(false);
        }
        catch (EmotionAIException e)
        {
            await stream.RefuseAsync(e, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client is gone, or took nothing for too long.
            socket.Abort();
        }
    }
}
