using System.Security.Cryptography;
using System.Text;
using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EmotionAI.Server.Requests;

/// <summary>Asks for a key, where there are any, in a time that tells nothing of the keys.</summary>
/// <param name="keys">The keys.</param>
internal sealed class KeyCheck(IEnumerable<string> keys)
{
    private const string Scheme = "Bearer ";
    private const string Protocol = "emotionai.key.";

    private readonly byte[][] _hashes = [.. keys.Select(HashOf)];

    /// <exception cref="EmotionAIException">There is no key in the request, or one that is not known.</exception>
    public void Check(HttpRequest request)
    {
        if (_hashes.Length == 0)
        {
            return;
        }

        var given = HashOf(KeyOf(request));
        var isKnown = false;
        foreach (var hash in _hashes)
        {
            isKnown |= CryptographicOperations.FixedTimeEquals(hash, given);
        }

        if (!isKnown)
        {
            throw new EmotionAIException(ServerErrorCodes.KeyMissing, "This server asks for a key: send 'Authorization: Bearer KEY' with one that it knows.");
        }
    }

    /// <summary>Browsers let a page send no header with a WebSocket: the key comes as the name of a protocol, escaped as in addresses.</summary>
    private static string KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return header[Scheme.Length..].Trim();
        }

        var protocol = request.Headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol).FirstOrDefault(name => name.StartsWith(Protocol, StringComparison.Ordinal));
        return protocol is null ? "" : Uri.UnescapeDataString(protocol[Protocol.Length..]);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
