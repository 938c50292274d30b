using System.Text.Encodings.Web;
using System.Text.Json;
using EmotionAI.Formats;

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
    /// <param name="path">The file.</param>
    /// <param name="isName">Tells by the keys that lead to a text whether it is a name, in which half a character is refused; null for all texts.</param>
    /// <exception cref="EmotionAIException">The file cannot be read, is too large, or is not JSON.</exception>
    public static JsonElement Read(string path, Func<List<string>, bool>? isName = null)
    {
        var bytes = ArtefactFile.ReadBytes(path, LargestFile);
        try
        {
            var text = JsonText.Decode(bytes, path);
            using var document = JsonText.Parse(QuoteNonFinite(text.Span), path, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false }, isName ?? (_ => true));
            return document.RootElement.Clone();
        }
        catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FormatInvalid)
        {
            throw ArtefactFile.Fault(e.Code, path, $"text that cannot be used ({e.Message})", "JSON is", e.Offset, e);
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
    public static string Describe(JsonElement value) => JsonText.Describe(value);

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

    private static byte[] QuoteNonFinite(ReadOnlySpan<byte> text)
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

        return quoted.ToArray();
    }

    private static int LengthOfWord(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
