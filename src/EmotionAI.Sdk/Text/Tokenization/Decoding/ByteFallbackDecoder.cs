using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>ByteFallback</c>: neighbouring tokens like <c>&lt;0x61&gt;</c> are read as UTF-8; where they are none, each is U+FFFD.</summary>
internal sealed class ByteFallbackDecoder : ITokenDecoder
{
    private const int TokenLength = 6;

    public void Decode(List<string> parts)
    {
        var decoded = new List<string>();
        var bytes = new List<byte>();
        foreach (var part in parts)
        {
            if (ByteOf(part) is { } value)
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, decoded);
            decoded.Add(part);
        }

        Flush(bytes, decoded);
        parts.Clear();
        parts.AddRange(decoded);
    }

    private static void Flush(List<byte> bytes, List<string> decoded)
    {
        if (bytes.Count > 0)
        {
            byte[] all = [.. bytes];
            decoded.Add(Utf8.IsValid(all) ? Encoding.UTF8.GetString(all) : new string('\uFFFD', all.Length));
            bytes.Clear();
        }
    }

    private static byte? ByteOf(string token) => token.Length == TokenLength && token.StartsWith("<0x", StringComparison.Ordinal) && token[^1] == '>'
        && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
