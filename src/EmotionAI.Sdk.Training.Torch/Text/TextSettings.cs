using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Formats;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Holds what <c>config.json</c> of a base model says.</summary>
internal sealed record TextSettings
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "config.json";

    private const int LargestFile = 1 << 20;
    private const int LargestSize = 1 << 20;
    private const int DefaultEmbeddingSize = 128;
    private const int DefaultPaddingId = 1;
    private const double DefaultEpsilon = 1e-12;

    public required TextFamily Family { get; init; }

    public required int Hidden { get; init; }

    public required int Heads { get; init; }

    public required int Layers { get; init; }

    public required int Inner { get; init; }

    public required int Positions { get; init; }

    public required int EmbeddingSize { get; init; }

    public required int PaddingId { get; init; }

    public required string Activation { get; init; }

    public required double Epsilon { get; init; }

    /// <summary>Gets what the file says, to be written back.</summary>
    public required JsonObject Root { get; init; }

    /// <summary>Gets the largest number of tokens.</summary>
    public int MaxLength => Family.HasOffsetPositions ? Positions - PaddingId - 1 : Positions;

    /// <summary>Reads the settings of a folder.</summary>
    /// <exception cref="EmotionAIException">They are missing, of another family, or do not fit together.</exception>
    public static TextSettings Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var root = Parse(path);
        var modelType = Text(root, "model_type");
        var family = TextFamily.Find(modelType)
            ?? throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"\"model_type\" is {(modelType is null ? "absent" : $"'{modelType}'")}", $"{TextFamily.Names} can be fine-tuned; of another model a head can be trained on frozen features; no other is");
        var keys = family.Keys;
        var hidden = Size(root, keys.Hidden, path);
        var settings = new TextSettings
        {
            Family = family,
            Hidden = hidden,
            Heads = Size(root, keys.Heads, path),
            Layers = Size(root, keys.Layers, path),
            Inner = Size(root, keys.Inner, path),
            Positions = Size(root, "max_position_embeddings", path),
            EmbeddingSize = family.HasProjection ? Size(root, "embedding_size", path, DefaultEmbeddingSize) : hidden,
            PaddingId = Size(root, "pad_token_id", path, family.HasOffsetPositions ? DefaultPaddingId : 0, least: 0),
            Activation = Text(root, keys.Activation) ?? "gelu",
            Epsilon = keys.Epsilon is { } name && root[name] is JsonValue value && value.TryGetValue<double>(out var epsilon) && epsilon is > 0 and < 1 ? epsilon : DefaultEpsilon,
            Root = root,
        };
        settings.Check(path);
        return settings;
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(ArtefactFile.ReadBytes(path, LargestFile), documentOptions: new JsonDocumentOptions { MaxDepth = 32 }) as JsonObject
                ?? throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, "no JSON object", "an object is");
        }
        catch (JsonException e)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"not valid JSON: {e.Message}", "an object is", cause: e);
        }
    }

    private static string? Text(JsonObject root, string key) => root[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Size(JsonObject root, string key, string path, int? byDefault = null, int least = 1)
    {
        var node = root[key];
        return node is null && byDefault is { } size ? size
            : node is JsonValue value && value.TryGetValue<int>(out var found) && found >= least && found <= LargestSize ? found
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"\"{key}\" is {node?.ToJsonString() ?? "absent"}", Invariant($"a whole number from {least} to {LargestSize} is"));
    }

    private void Check(string path)
    {
        if (Hidden % Heads != 0)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"\"{Family.Keys.Heads}\" is {Heads}"), Invariant($"a divisor of {Family.Keys.Hidden}, {Hidden}, is"));
        }

        if (!TorchActivation.IsKnown(Activation))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"\"{Family.Keys.Activation}\" is '{Activation}'", $"{TorchActivation.Names} are");
        }

        if (MaxLength < 3)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"\"max_position_embeddings\" is {Positions}"), "room for three tokens is");
        }

        if (Text(Root, "position_embedding_type") is { } positions and not "absolute")
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"\"position_embedding_type\" is '{positions}'", "absolute is");
        }

        foreach (var key in new[] { "is_decoder", "add_cross_attention", "quantization_config" })
        {
            if (Root[key] is { } value && !(value is JsonValue plain && plain.TryGetValue<bool>(out var flag) && !flag))
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"\"{key}\" is set", "an encoder with float weights is");
            }
        }
    }
}
