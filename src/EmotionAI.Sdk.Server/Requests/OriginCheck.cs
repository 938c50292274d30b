using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Refuses pages of other origins, which any browser would let reach this machine, and answers those that are allowed as CORS asks for.</summary>
/// <param name="allowed">The origins that may ask, beside the server's own.</param>
internal sealed class OriginCheck(IEnumerable<string> allowed)
{
    private const string PreflightSeconds = "600";

    private readonly HashSet<string> _allowed = new(allowed.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the origin, and sets the headers that let its page read the answer.</summary>
    /// <returns>Whether this is a preflight, which is answered with the headers alone.</returns>
    /// <exception cref="EmotionAIException">The origin is not allowed.</exception>
    public bool Check(HttpRequest request, HttpResponse response)
    {
        if (_allowed.Count > 0)
        {
            response.Headers.Append("Vary", "Origin");
        }

        var isPreflight = HttpMethods.IsOptions(request.Method);
        if (request.Headers.Origin.Count == 0)
        {
            return isPreflight;
        }

        var origin = request.Headers.Origin.ToString();
        if (_allowed.Contains(origin))
        {
            Allow(origin, isPreflight, response.Headers);
        }
        else if (!IsOwn(origin, request.Host))
        {
            throw new EmotionAIException(ServerErrorCodes.OriginRefused, "A page of another origin asks; allowed: the server's own page, and origins in EmotionServerOptions.AllowedOrigins ('emotionai-serve --allow-origin URL').");
        }

        return isPreflight;
    }

    private static void Allow(string origin, bool isPreflight, IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = origin;
        if (isPreflight)
        {
            headers.AccessControlAllowMethods = "GET, POST";
            headers.AccessControlAllowHeaders = "Authorization, Content-Type";
            headers.AccessControlMaxAge = PreflightSeconds;
        }
        else
        {
            headers.AccessControlExposeHeaders = AnswerHeaders.Exposed;
        }
    }

    /// <summary>The scheme is left out: a proxy in front may speak TLS for the server.</summary>
    private static bool IsOwn(string origin, HostString host)
    {
        var authority = origin.AsSpan(origin.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0);
        return host.HasValue && authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
