using System.Buffers;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Cli.Input;

namespace EmotionAI.Jobs;

/// <summary>Is an item on its way through a queue, with all that a worker has to know.</summary>
/// <param name="Job">The id of the job.</param>
/// <param name="Index">The place of the item in the input, from 0.</param>
/// <param name="Item">The item.</param>
/// <param name="Settings">The settings of its job.</param>
internal sealed record JobPayload(string Job, long Index, JobItem Item, JobSettings Settings)
{
    private const int LargestDepth = 64;

    /// <summary>Gets what goes on to the result.</summary>
    public PassedFields? Passed => Item.Id is null && Item.Fields.Count == 0
        ? null
        : new PassedFields(Item.Id?.GetRawText(), [.. Item.Fields.Select(kept => KeyValuePair.Create(kept.Key, kept.Value.GetRawText()))]);

    public byte[] Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = LargestDepth });
        json.WriteStartObject();
        json.WriteString("job", Job);
        json.WriteNumber("index", Index);
        json.WriteString("input", Item.Input);
        WriteItem(json);
        json.WriteString("modality", Settings.Modality == ModelModality.Text ? "text" : "audio");
        if (Settings.TopK is { } topK)
        {
            json.WriteNumber("topK", topK);
        }

        if (Settings.Threshold is { } threshold)
        {
            json.WriteNumber("threshold", threshold);
        }

        json.WriteBoolean("allScores", Settings.AllScores);
        json.WriteBoolean("logits", Settings.Logits);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="EmotionAIException">The message is none of this library.</exception>
    public static JobPayload Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = LargestDepth });
            var json = document.RootElement;
            var settings = new JobSettings
            {
                Modality = json.GetProperty("modality").GetString() == "text" ? ModelModality.Text : ModelModality.Audio,
                TopK = json.TryGetProperty("topK", out var topK) ? topK.GetInt32() : null,
                Threshold = json.TryGetProperty("threshold", out var threshold) ? threshold.GetDouble() : null,
                AllScores = json.GetProperty("allScores").GetBoolean(),
                Logits = json.GetProperty("logits").GetBoolean(),
            };
            settings.Rule.Validate();
            return new JobPayload(Text(json, "job"), json.GetProperty("index").GetInt64(), ReadItem(json), settings);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"A message in the queue is none of a job: {e.Message}", innerException: e);
        }
    }

    private static JobItem ReadItem(JsonElement json) => new(Text(json, "input"))
    {
        Name = json.TryGetProperty("name", out var name) ? name.GetString() : null,
        Id = json.TryGetProperty("id", out var id) ? id.Clone() : null,
        Fields = json.TryGetProperty("fields", out var fields)
            ? new OrderedDictionary<string, JsonElement>(fields.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.Clone())))
            : new Dictionary<string, JsonElement>(),
        Error = json.TryGetProperty("error", out var error) ? new EmotionAIException(Text(error, "code"), Text(error, "message")) : null,
    };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private void WriteItem(Utf8JsonWriter json)
    {
        if (Item.Name is { } name)
        {
            json.WriteString("name", name);
        }

        if (Item.Id is { } id)
        {
            json.WritePropertyName("id");
            json.WriteRawValue(id.GetRawText());
        }

        if (Item.Fields.Count > 0)
        {
            json.WriteStartObject("fields");
            foreach (var (key, value) in Item.Fields)
            {
                json.WritePropertyName(key);
                json.WriteRawValue(value.GetRawText());
            }

            json.WriteEndObject();
        }

        if (Item.Error is { } error)
        {
            json.WriteStartObject("error");
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }
    }
}
