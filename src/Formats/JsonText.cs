using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace EmotionAI.Formats;

/// <summary>Parses JSON from outside so that nothing throws later: UTF-8 or UTF-16 by its byte-order mark, bad bytes refused, half characters replaced or refused.</summary>
internal static class JsonText
{
    /// <summary>Parses a file.</summary>
    /// <param name="bytes">The bytes of the file; escapes of half characters are overwritten.</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="options">Depth and duplicate keys.</param>
    /// <param name="isName">
    /// Tells by the keys that lead to a text, itself included where it is a key ("[]" for a list), whether it is a name (of a label, a token): half a character there is refused.
    /// Elsewhere it becomes U+FFFD, so that a key nobody reads disturbs nobody.
    /// </param>
    /// <exception cref="EmotionAIException">The bytes are not JSON, or not text.</exception>
    public static JsonDocument Parse(byte[] bytes, string path, JsonDocumentOptions options, Func<List<string>, bool>? isName = null)
    {
        var text = Clean(bytes, path, options.MaxDepth, isName);
        try
        {
            return JsonDocument.Parse(text, options);
        }
        catch (JsonException e)
        {
            throw Invalid(path, text.IsEmpty, e);
        }
    }

    /// <summary>Gives the text of a file as UTF-8 for a <see cref="Utf8JsonReader"/>, whose strings are then whole characters.</summary>
    /// <param name="bytes">The bytes of the file; escapes of half characters are overwritten.</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="depth">The deepest nesting.</param>
    /// <param name="isName">See <see cref="Parse"/>.</param>
    /// <exception cref="EmotionAIException">The bytes are not text, or half a character is in a name.</exception>
    public static Memory<byte> Clean(byte[] bytes, string path, int depth, Func<List<string>, bool>? isName = null)
    {
        var text = Decode(bytes, path);
        var halves = HalfCharacters.Replace(text.Span);
        if (halves.Count > 0 && isName is not null)
        {
            try
            {
                RefuseHalves(text.Span, path, depth, halves, isName);
            }
            catch (JsonException e)
            {
                throw Invalid(path, text.IsEmpty, e);
            }
        }

        return text;
    }

    /// <summary>Says that a file is not JSON.</summary>
    public static EmotionAIException Invalid(string path, bool isEmpty, JsonException e) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not JSON: {(isEmpty ? "it is empty." : e.Message)}", path, innerException: e);

    /// <summary>Gives the text as UTF-8 without its mark; UTF-16 is transcoded.</summary>
    /// <exception cref="EmotionAIException">The bytes are not text of the encoding that they begin as.</exception>
    public static Memory<byte> Decode(byte[] bytes, string path)
    {
        try
        {
            if (bytes.AsSpan().StartsWith<byte>([0xFF, 0xFE]) || bytes.AsSpan().StartsWith<byte>([0xFE, 0xFF]))
            {
                var utf16 = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
                return Encoding.UTF8.GetBytes(utf16.GetString(bytes, 2, bytes.Length - 2));
            }

            if (!Utf8.IsValid(bytes))
            {
                new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{Path.GetFileName(path)}' is not text: bad byte at {e.Index}; UTF-8 is allowed, or UTF-16 with a byte-order mark."), path, e.Index, e);
        }

        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;
    }

    /// <summary>Describes a value for a message, shortened.</summary>
    public static string Describe(JsonElement value)
    {
        const int longest = 60;
        var text = value.ValueKind is JsonValueKind.Object ? "an object" : value.ValueKind is JsonValueKind.Array ? "a list" : value.GetRawText();
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
    }

    private static void RefuseHalves(ReadOnlySpan<byte> text, string path, int depth, List<HalfCharacter> halves, Func<List<string>, bool> isName)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        var keys = new List<string>();
        var next = 0;
        while (next < halves.Count && reader.Read())
        {
            var above = reader.TokenType == JsonTokenType.PropertyName ? reader.CurrentDepth - 1 : reader.CurrentDepth;
            keys.RemoveRange(above, keys.Count - above);
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.StartArray)
            {
                keys.Add(reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : "[]");
            }

            if (halves[next].Offset >= reader.BytesConsumed)
            {
                continue;
            }

            if (isName(keys))
            {
                var half = halves[next];
                var key = string.Join('.', keys);
                throw new EmotionAIException(
                    EmotionErrorCodes.FormatInvalid,
                    $"'{Path.GetFileName(path)}', {key}: found \\{half.Escape}, half of a character (a lone surrogate); allowed: whole characters.",
                    path,
                    half.Offset)
                {
                    Key = key,
                };
            }

            while (next < halves.Count && halves[next].Offset < reader.BytesConsumed)
            {
                next++;
            }
        }
    }
}
