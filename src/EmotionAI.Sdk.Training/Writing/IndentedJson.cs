using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionAI.Training.Writing;

/// <summary>Writes JSON as people read it: indented, letters as they are.</summary>
internal static class IndentedJson
{
    public static byte[] Of(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(json);
        }

        return buffer.ToArray();
    }
}
