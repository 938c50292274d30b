using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds <c>model_meta.json</c>: what was measured on what. Keys that are not known are kept and written back.</summary>
public sealed record ModelMeta
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "model_meta.json";

    private static readonly string[] KnownKeys =
        ["model_name", "dataset", "split", "classes", "num_classes", "sample_rate", "seed", "date", "sdk_version", "weights_sha256", "notes"];

    /// <summary>Gets the model's name.</summary>
    public string? ModelName { get; init; }

    /// <summary>Gets the name of the data.</summary>
    public string? Dataset { get; init; }

    /// <summary>Gets the part of the data, such as <c>test</c>.</summary>
    public string? Split { get; init; }

    /// <summary>Gets the labels in index order; null where the file does not say them.</summary>
    public EmotionLabels? Classes { get; init; }

    /// <summary>Gets the sample rate of the model's input, in Hz; null for a text model.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Gets the seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets the day, as <c>2025-06-01</c>.</summary>
    public string? Date { get; init; }

    /// <summary>Gets the version of the SDK that measured.</summary>
    public string? SdkVersion { get; init; }

    /// <summary>Gets the SHA-256 of the weights, in lower-case hexadecimal digits.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>Gets remarks.</summary>
    public string? Notes { get; init; }

    /// <summary>Gets what else the file says, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Others { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, is not an object, or a known key has a value of another type.</exception>
    public static ModelMeta Read(string path)
    {
        var root = ArtefactJson.Read(path);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, ArtefactJson.Describe(root), "an object is");
        }

        return new ModelMeta
        {
            ModelName = Text(root, "model_name", path),
            Dataset = Text(root, "dataset", path),
            Split = Text(root, "split", path),
            Classes = Labels(root, path),
            SampleRate = (int?)Whole(root, "sample_rate", int.MaxValue, path),
            Seed = Whole(root, "seed", long.MaxValue, path),
            Date = Text(root, "date", path),
            SdkVersion = Text(root, "sdk_version", path),
            WeightsSha256 = Text(root, "weights_sha256", path),
            Notes = Text(root, "notes", path),
            Others = [.. root.EnumerateObject().Where(property => !KnownKeys.Contains(property.Name)).Select(property => KeyValuePair.Create(property.Name, property.Value))],
        };
    }

    /// <summary>Writes what is known, then the rest.</summary>
    /// <returns>The JSON, in UTF-8.</returns>
    public byte[] Format() => ArtefactJson.Write(writer =>
    {
        writer.WriteStartObject();
        Write(writer, "model_name", ModelName);
        Write(writer, "dataset", Dataset);
        Write(writer, "split", Split);
        if (Classes is { } classes)
        {
            writer.WriteStartArray("classes");
            foreach (var label in classes)
            {
                writer.WriteStringValue(label);
            }

            writer.WriteEndArray();
            writer.WriteNumber("num_classes", classes.Count);
        }

        Write(writer, "sample_rate", SampleRate);
        Write(writer, "seed", Seed);
        Write(writer, "date", Date);
        Write(writer, "sdk_version", SdkVersion);
        Write(writer, "weights_sha256", WeightsSha256);
        Write(writer, "notes", Notes);
        foreach (var (name, value) in Others)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static JsonElement? Value(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement root, string name, string path) =>
        Value(root, name) is { } value ? ArtefactJson.TextOf(value) ?? throw Fault(path, name, value, "a text is") : null;

    private static long? Whole(JsonElement root, string name, long largest, string path)
    {
        if (Value(root, name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number <= largest && number >= -largest
            ? number
            : throw Fault(path, name, value, Invariant($"a whole number up to {largest} is"));
    }

    private static EmotionLabels? Labels(JsonElement root, string path)
    {
        if (Value(root, "classes") is not { } value)
        {
            return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.Array
                ? new EmotionLabels(value.EnumerateArray().Select(item => ArtefactJson.TextOf(item) ?? ""))
                : throw Fault(path, "classes", value, "a list of labels is");
        }
        catch (ArgumentException e)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"'classes': {e.Message}", "distinct labels, one or more, are", cause: e);
        }
    }

    private static EmotionAIException Fault(string path, string name, JsonElement value, string allowed) =>
        ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"\"{name}\": {ArtefactJson.Describe(value)}", allowed);
}
