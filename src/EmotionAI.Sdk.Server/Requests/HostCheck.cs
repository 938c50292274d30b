using System.Net;
using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Refuses a name that is not the server's own: a page whose name was bound to this machine's address (DNS rebinding) would else be of the server's origin.</summary>
/// <param name="allowed">The names beside <c>localhost</c> and IP addresses; <c>*</c> for any.</param>
internal sealed class HostCheck(IEnumerable<string> allowed)
{
    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase) { "localhost" };

    /// <exception cref="EmotionAIException">The name is not allowed.</exception>
    public void Check(HttpRequest request)
    {
        // Programs that speak HTTP/1.0 name no host; browsers always do.
        var name = request.Host.Host;
        if (name.Length > 0 && !_allowed.Contains(name) && !IPAddress.TryParse(name.AsSpan().Trim("[]"), out _) && !_allowed.Contains("*"))
        {
            throw new EmotionAIException(ServerErrorCodes.HostRefused, $"This server does not go by the name of the Host header; allowed: localhost, an IP address, or a name in EmotionServerOptions.AllowedHosts ('emotionai-serve --allow-host NAME').");
        }
    }
}
