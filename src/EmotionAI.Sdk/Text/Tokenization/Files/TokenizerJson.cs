using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Formats;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads <c>tokenizer.json</c> of the library <c>tokenizers</c>, in one pass.</summary>
internal sealed class TokenizerJson
{
    public const string Name = "tokenizer.json";

    /// <summary>Ids are below it.</summary>
    public const int LargestId = 1 << 24;

    private readonly string _path;
    private readonly ModelReader _model;
    private readonly Dictionary<string, JsonElement> _parts = new(StringComparer.Ordinal);
    private (Vocabulary Vocabulary, ModelDescription Description)? _read;

    private TokenizerJson(string path, EmotionLimits limits) => (_path, _model) = (path, new ModelReader(path, limits));

    /// <exception cref="EmotionAIException">The file is not valid, or describes an unsupported kind of tokenizer.</exception>
    public static TokenizerDefinition Read(string path, EmotionLimits limits)
    {
        var text = TokenizerBytes.ReadText(path, limits);
        var json = new TokenizerJson(path, limits);
        try
        {
            json.ReadParts(text.Span);
        }
        catch (JsonException e)
        {
            throw JsonText.Invalid(path, text.IsEmpty, e);
        }

        return json.Define();
    }

    private void ReadParts(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, TokenizerBytes.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // The rest counts too: what is no JSON at all is told as such.
            reader.Skip();
            reader.Read();
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Name}' is not a JSON object.", _path);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (key == "model" && reader.TokenType != JsonTokenType.Null)
            {
                _read = _model.Read(ref reader);
            }
            else
            {
                _parts[key] = JsonElement.ParseValue(ref reader);
            }
        }

        reader.Read();
    }

    private TokenizerDefinition Define()
    {
        if (Part("version") is { } version && JsonFile.Text(version) is not "1.0")
        {
            throw Refusal.Of(_path, "version", JsonFile.Describe(version), "1.0");
        }

        var (vocabulary, description) = _read ?? throw Refusal.Of(_path, "model", null, "WordPiece, BPE or Unigram");
        var definition = new TokenizerDefinition { VocabularyPath = _path, IsComplete = true, Vocabulary = vocabulary, Model = description };
        definition.Normalizer = Component("normalizer") is { } normalizer ? NormalizerReader.Read(normalizer) : null;
        definition.PreTokenizer = Component("pre_tokenizer") is { } preTokenizer ? PreTokenizerReader.Read(preTokenizer) : null;
        definition.TruncatesLeft = Component("truncation") is { } truncation && truncation.Text("direction") is "Left";
        ReadAddedTokens(definition);
        ReadPostProcessor(definition);
        definition.Decoder = Component("decoder") is { } decoder ? DecoderReader.Read(decoder) : null;
        return definition;
    }

    private void ReadAddedTokens(TokenizerDefinition definition)
    {
        if (Part("added_tokens") is not { ValueKind: JsonValueKind.Array } list)
        {
            return;
        }

        foreach (var token in list.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("content", out var text) || JsonFile.Text(text) is not { } content
                || !token.TryGetProperty("id", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var id) || id is < 0 or >= LargestId)
            {
                throw Refusal.Of(_path, "added_tokens", JsonFile.Describe(token), "objects with content and id");
            }

            definition.Add(AddedTokenReader.Read(content, id, token), _path);
        }
    }

    private void ReadPostProcessor(TokenizerDefinition definition)
    {
        if (Component("post_processor") is { } processor)
        {
            new PostProcessorReader(definition).Read(processor);
            return;
        }

        definition.Remarks.Add(new(BundleProblemCodes.KeyMissing, _path, "post_processor", "nothing", "no special tokens are put around a text, as in transformers; a TemplateProcessing puts [CLS] and [SEP] there"));
    }

    private JsonElement? Part(string key) => _parts.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonPart? Component(string key) => Part(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new JsonPart(value, key, _path)
        : throw Refusal.Of(_path, key, JsonFile.Describe(value), "an object or null");
}
