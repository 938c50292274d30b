using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Faults;

/// <summary>Is a no, ready to be sent.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Message">What was found, what is allowed, and the way out; never the input.</param>
internal sealed record Fault(int Status, string Code, string Message)
{
    /// <summary>How long a client is to wait before it asks again, in seconds: the queue of a server that is overloaded is empty again by then.</summary>
    public const int RetrySeconds = 1;

    public bool IsPassing => Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    /// <summary>Tells what an exception means to the client.</summary>
    public static Fault Of(Exception exception, EmotionServerOptions options) => exception switch
    {
        EmotionAIException { InnerException: BadHttpRequestException e } => Of(e, options),
        EmotionAIException e => new Fault(StatusOf(e.Code), e.Code, e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodyTooLarge(options),
        BadHttpRequestException e => new Fault(e.StatusCode, EmotionErrorCodes.InputInvalid, e.Message),
        ObjectDisposedException => new Fault(StatusCodes.Status503ServiceUnavailable, ServerErrorCodes.Stopping, "The server is about to end. Ask again."),
        _ => new Fault(StatusCodes.Status500InternalServerError, ServerErrorCodes.Unexpected, "The server is at fault; its log says more."),
    };

    public static Fault BodyTooLarge(EmotionServerOptions options) =>
        new(StatusCodes.Status413PayloadTooLarge, EmotionErrorCodes.LimitExceeded, Invariant($"The body is larger than this server takes: {options.MaxBodyBytes} bytes (EmotionServerOptions.MaxBodyBytes), {options.MaxStreamedBytes} of a recording in segments (MaxStreamedBytes)."));

    private static int StatusOf(string code) => code switch
    {
        ServerErrorCodes.KeyMissing => StatusCodes.Status401Unauthorized,
        ServerErrorCodes.HostRefused or ServerErrorCodes.OriginRefused => StatusCodes.Status403Forbidden,
        EmotionErrorCodes.ModelNotFound => StatusCodes.Status404NotFound,
        EmotionErrorCodes.LimitExceeded => StatusCodes.Status413PayloadTooLarge,
        EmotionErrorCodes.FormatUnsupported => StatusCodes.Status415UnsupportedMediaType,
        EmotionErrorCodes.Overloaded => StatusCodes.Status429TooManyRequests,
        EmotionErrorCodes.DeadlineExceeded or EmotionErrorCodes.ServiceUnavailable or ServerErrorCodes.Stopping => StatusCodes.Status503ServiceUnavailable,
        EmotionErrorCodes.InferenceFailed or EmotionErrorCodes.BundleInvalid or EmotionErrorCodes.SettingInvalid or EmotionErrorCodes.FileMissing or EmotionErrorCodes.FileUnreadable => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
