using System.Security.Cryptography;
using System.Text;
using EmotionAI.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Asks for a key, where there are any, in a time that tells nothing of the keys.</summary>
/// <param name="keys">The keys.</param>
internal sealed class KeyCheck(IEnumerable<string> keys)
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes = [.. keys.Select(HashOf)];

    /// <exception cref="EmotionAIException">There is no key in the request, or one that is not known.</exception>
    public void Check(HttpRequest request)
    {
        if (_hashes.Length == 0)
        {
            return;
        }

        var header = request.Headers.Authorization.ToString();
        var given = HashOf(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "");
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

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
