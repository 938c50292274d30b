using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads JSON that Python wrote, bounded, and writes JSON as Python does: two spaces, line feeds, no escapes that need not be.</summary>
internal static class ArtefactJson
{
    private const int LargestFile = 1 << 20;
    private const int DeepestNesting = 32;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python writes and JSON does not have, become strings.</summary>
    /// <exception cref="EmotionAIException">The file cannot be read, is too large, or is not JSON.</exception>
    public static JsonElement Read(string path)
    {
        var bytes = ArtefactFile.ReadBytes(path);
        if (bytes.Length > LargestFile)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, path, $"{bytes.Length} bytes", $"{LargestFile} are");
        }

        try
        {
            var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
            using var document = JsonDocument.Parse(QuoteNonFinite(text), new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            CheckTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"text that is not JSON ({e.Message})", "JSON is", cause: e);
        }
    }

    /// <summary>Gives a number, NaN for null; null where the value is neither.</summary>
    public static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDouble(out var number) ? number : null,
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => TextOf(value) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    /// <summary>Gives a string; null where the value is none.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Describes a value for a message, shortened.</summary>
    public static string Describe(JsonElement value)
    {
        const int longest = 60;
        var text = value.ValueKind is JsonValueKind.Object ? "an object" : value.ValueKind is JsonValueKind.Array ? "a list" : value.GetRawText();
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
    }

    /// <summary>Writes JSON.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Writes a number as Python does; null where it is undefined.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(PythonNumber.Repr(value));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Reads every text once: bad UTF-8 and half surrogates throw here, and not wherever a text is first used.</summary>
    private static void CheckTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckTexts(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }

    private static ReadOnlyMemory<byte> QuoteNonFinite(ReadOnlySpan<byte> text)
    {
        var quoted = new MemoryStream(text.Length + 64);
        var isInString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var word = isInString ? 0 : LengthOfWord(text[i..]);
            if (word > 0)
            {
                quoted.WriteByte((byte)'"');
                quoted.Write(text.Slice(i, word));
                quoted.WriteByte((byte)'"');
                i += word - 1;
                continue;
            }

            isInString ^= text[i] == '"';
            quoted.WriteByte(text[i]);
            if (isInString && text[i] == '\\' && i + 1 < text.Length)
            {
                quoted.WriteByte(text[++i]);
            }
        }

        return quoted.GetBuffer().AsMemory(0, (int)quoted.Length);
    }

    private static int LengthOfWord(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
