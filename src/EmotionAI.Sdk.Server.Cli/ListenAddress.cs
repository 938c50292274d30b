using System.Net;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Cli;

/// <summary>Tells what can be listened on.</summary>
internal static class ListenAddress
{
    /// <summary>Tells whether a host is an address: Kestrel would take any other name for all networks.</summary>
    public static bool IsHost(string host) => host == "localhost" || IPAddress.TryParse(host.AsSpan().Trim("[]"), out _);

    /// <summary>Tells whether every part of a list is an address that can be listened on.</summary>
    public static bool AreUrls(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries) is [_, ..] parts && parts.All(IsUrl);

    private static bool IsUrl(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
