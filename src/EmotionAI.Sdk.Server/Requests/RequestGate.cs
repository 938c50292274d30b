using EmotionAI.Server.Ending;
using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Requests;

/// <summary>Stands before every endpoint: names, origins, keys and the size of the body are checked, and whatever goes wrong behind it is answered in the form of the endpoint.</summary>
internal sealed class RequestGate
{
    private readonly EmotionServerOptions _options;
    private readonly ILogger _log;
    private readonly Draining _draining;
    private readonly HeldBytes _held;
    private readonly HostCheck _hosts;
    private readonly OriginCheck _origins;
    private readonly KeyCheck _keys;

    public RequestGate(IOptions<EmotionServerOptions> options, Draining draining, HeldBytes held, ILogger<RequestGate> log)
    {
        (_options, _draining, _held, _log) = (options.Value, draining, held, log);
        _hosts = new HostCheck(_options.AllowedHosts);
        _origins = new OriginCheck(_options.AllowedOrigins);
        _keys = new KeyCheck(_options.ApiKeys);
    }

    /// <summary>Puts the gate before an endpoint, and lets the preflights of its method through to it.</summary>
    public void Guard(EndpointBuilder endpoint)
    {
        foreach (var methods in endpoint.Metadata.OfType<IHttpMethodMetadata>())
        {
            methods.AcceptCorsPreflight = true;
        }

        var next = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => PassAsync(context, next);
    }

    private async Task PassAsync(HttpContext context, RequestDelegate endpoint)
    {
        var gone = context.RequestAborted;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, _draining.Expired);
        try
        {
            if (Check(context))
            {
                context.RequestAborted = ends.Token;
                await AnswerAsync(context, endpoint);
            }
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The client has gone: nobody reads an answer.
            context.Abort();
        }
        catch (Exception e)
        {
            context.RequestAborted = gone;
            await AnswerAsync(context, _draining.Expired.IsCancellationRequested && e is OperationCanceledException ? Stopped(e) : e);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate endpoint)
    {
        var body = context.Request.Body;
        if (IsStreamed(context) || !(context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true))
        {
            await endpoint(context);
            return;
        }

        await using var held = new HeldBody(body, _held);
        context.Request.Body = held;
        try
        {
            await endpoint(context);
        }
        finally
        {
            context.Request.Body = body;
        }
    }

    private static bool IsStreamed(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StreamedBodyMetadata>() is not null;

    private static EmotionAIException Stopped(Exception cause) => new(ServerErrorCodes.Stopping, "The server ended before the answer was there. Ask again.", innerException: cause);

    /// <summary>Checks all that is known before the body is read.</summary>
    /// <returns>Whether the endpoint is to answer.</returns>
    private bool Check(HttpContext context)
    {
        if (_draining.IsDraining)
        {
            context.Response.Headers.Connection = "close";
        }

        _hosts.Check(context.Request);
        if (_origins.Check(context.Request, context.Response))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return false;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenMetadata>() is null)
        {
            _keys.Check(context.Request);
        }

        var most = IsStreamed(context) ? _options.MaxStreamedBytes : _options.MaxBodyBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most;
        }

        return context.Request.ContentLength > most ? throw new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge) : true;
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var fault = Fault.Of(exception, _options);
        if (fault.Status == StatusCodes.Status500InternalServerError)
        {
            _log.LogError(exception, "{Method} {Route} failed", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await FaultWriter.WriteAsync(context, fault);
    }
}
