using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmotionAI.Answers;

namespace EmotionAI.Server.Live;

/// <summary>Writes segments and what ended them as JSON objects, with the keys of the tool's lines.</summary>
/// <param name="scores">Whether to write every score.</param>
/// <param name="logits">Whether to write the outputs before the activation.</param>
internal sealed class SegmentLine(bool scores, bool logits)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <returns>The object in UTF-8, until the next call.</returns>
    public ReadOnlyMemory<byte> Write(EmotionSegment segment) => Write(json => SegmentJson.Write(json, segment, scores, logits));

    /// <returns>The object in UTF-8, until the next call.</returns>
    public ReadOnlyMemory<byte> Write(string code, string message) => Write(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    private ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> keys)
    {
        _bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_bytes, Readable))
        {
            json.WriteStartObject();
            keys(json);
            json.WriteEndObject();
        }

        return _bytes.WrittenMemory;
    }
}
