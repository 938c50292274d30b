using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization;

/// <summary>Reads <c>tokenizer.json</c> of the library <c>tokenizers</c>, as far as it describes a BERT tokenizer.</summary>
internal sealed class TokenizerJson
{
    public const string Name = "tokenizer.json";

    /// <summary>Ids are below it.</summary>
    public const int LargestId = 1 << 24;

    private const int LongestWordLimit = CodePointEncoder.LongestWord / 2;

    private readonly string _path;
    private readonly EmotionLimits _limits;

    private TokenizerJson(string path, EmotionLimits limits)
    {
        _path = path;
        _limits = limits;
    }

    /// <exception cref="EmotionAIException">The file is not valid, or describes another kind of tokenizer.</exception>
    public static TokenizerDefinition Read(string path, EmotionLimits limits)
    {
        using var document = TokenizerBytes.ReadJson(path, limits);
        try
        {
            return new TokenizerJson(path, limits).Read(document.RootElement);
        }
        catch (InvalidOperationException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Name}' holds a value of an unexpected kind: {e.Message}", path, innerException: e);
        }
    }

    private TokenizerDefinition Read(JsonElement root)
    {
        if (Text(root, "version") is not "1.0" and var version)
        {
            throw Unsupported("version", version, "1.0");
        }

        var model = Object(root, "model") ?? throw Unsupported("model", "nothing", "WordPiece");
        if (Text(model, "type") is { } type and not "WordPiece")
        {
            throw Unsupported("model.type", type, "WordPiece (other tokenizers are not supported yet)");
        }

        var definition = new TokenizerDefinition { VocabularyPath = _path, IsComplete = true, Vocabulary = ReadVocabulary(model) };
        definition.UnknownToken = Text(model, "unk_token") ?? definition.UnknownToken;
        definition.ContinuingSubwordPrefix = Text(model, "continuing_subword_prefix") ?? definition.ContinuingSubwordPrefix;
        definition.MaxInputCharsPerWord = ReadLongestWord(model) ?? definition.MaxInputCharsPerWord;
        definition.Normalizer = ReadNormalizer(root);
        if (Object(root, "pre_tokenizer") is { } preTokenizer ? Text(preTokenizer, "type") != "BertPreTokenizer" : true)
        {
            throw Unsupported("pre_tokenizer", Object(root, "pre_tokenizer") is { } other ? Text(other, "type") : "nothing", "BertPreTokenizer");
        }

        definition.TruncatesLeft = Object(root, "truncation") is { } truncation && Text(truncation, "direction") is "Left";
        ReadAddedTokens(root, definition);
        ReadPostProcessor(root, definition);
        return definition;
    }

    private Dictionary<string, int> ReadVocabulary(JsonElement model)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in (Object(model, "vocab") ?? throw Unsupported("model.vocab", "nothing", "an object of tokens and ids")).EnumerateObject())
        {
            if (vocabulary.Count >= _limits.VocabularyTokens)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{Name}' holds more than {_limits.VocabularyTokens} tokens."), _path);
            }

            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id is < 0 or >= LargestId)
            {
                throw Unsupported($"model.vocab[\"{token.Name}\"]", JsonFile.Describe(token.Value), $"a whole number from 0 to {LargestId - 1}");
            }

            vocabulary[token.Name] = id;
        }

        return vocabulary;
    }

    private int? ReadLongestWord(JsonElement model)
    {
        if (!model.TryGetProperty("max_input_chars_per_word", out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var length) && length is >= 1 and <= LongestWordLimit
            ? length
            : throw Unsupported("model.max_input_chars_per_word", JsonFile.Describe(value), $"a whole number from 1 to {LongestWordLimit}");
    }

    private NormalizerOptions ReadNormalizer(JsonElement root)
    {
        if (Object(root, "normalizer") is not { } normalizer)
        {
            return default;
        }

        if (Text(normalizer, "type") is not "BertNormalizer" and var type)
        {
            return type is "Lowercase" ? new NormalizerOptions(false, false, false, Lowercase: true) : throw Unsupported("normalizer", type, "BertNormalizer, Lowercase or null; write a Sequence as one BertNormalizer, if it was trained so");
        }

        var lowercase = Flag(normalizer, "lowercase") ?? true;
        return new NormalizerOptions(
            Flag(normalizer, "clean_text") ?? true,
            Flag(normalizer, "handle_chinese_chars") ?? true,
            Flag(normalizer, "strip_accents") ?? lowercase,
            lowercase);
    }

    private void ReadAddedTokens(JsonElement root, TokenizerDefinition definition)
    {
        if (!root.TryGetProperty("added_tokens", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var token in list.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || Text(token, "content") is not { } content || !token.TryGetProperty("id", out var value)
                || value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var id) || id is < 0 or >= LargestId)
            {
                throw Unsupported("added_tokens", JsonFile.Describe(token), "objects with content and id");
            }

            definition.Add(AddedTokenReader.Read(content, id, token), _path);
        }
    }

    /// <summary>Reads the tokens around a text from either of the two forms that BERT tokenizers have; without one there are none.</summary>
    private void ReadPostProcessor(JsonElement root, TokenizerDefinition definition)
    {
        if (Object(root, "post_processor") is not { } processor)
        {
            definition.AddsSpecialTokens = false;
            definition.Remarks.Add(new(BundleProblemCodes.KeyMissing, _path, "post_processor", "nothing", "no special tokens are put around a text, as in transformers; a TemplateProcessing puts [CLS] and [SEP] there"));
            return;
        }

        switch (Text(processor, "type"))
        {
            case "BertProcessing":
                definition.ClassifierToken = ReadPair(processor, "cls", definition);
                definition.SeparatorToken = ReadPair(processor, "sep", definition);
                break;
            case "TemplateProcessing":
                ReadTemplate(processor, definition);
                break;
            case var type:
                throw Unsupported("post_processor", type, "TemplateProcessing or BertProcessing");
        }
    }

    private void ReadTemplate(JsonElement processor, TokenizerDefinition definition)
    {
        if (processor.TryGetProperty("single", out var single) && single.ValueKind == JsonValueKind.Array && single.GetArrayLength() == 3
            && Object(single[0], "SpecialToken") is { } first && Object(single[1], "Sequence") is not null && Object(single[2], "SpecialToken") is { } last)
        {
            definition.ClassifierToken = ReadPlaced(processor, first, definition);
            definition.SeparatorToken = ReadPlaced(processor, last, definition);
            return;
        }

        throw Unsupported("post_processor.single", "another template", "one special token, the text, one special token");
    }

    /// <summary>Reads a token of BertProcessing: a pair of token and id.</summary>
    private string ReadPair(JsonElement processor, string key, TokenizerDefinition definition)
    {
        if (processor.TryGetProperty(key, out var pair) && pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && JsonFile.Text(pair[0]) is { Length: > 0 } token)
        {
            return CheckId($"post_processor.{key}", token, pair[1], definition);
        }

        throw Unsupported($"post_processor.{key}", "something else", "a token and its id");
    }

    /// <summary>Reads a token of a template, whose ids are beside it in <c>special_tokens</c>.</summary>
    private string ReadPlaced(JsonElement processor, JsonElement place, TokenizerDefinition definition)
    {
        var name = Text(place, "id") ?? throw Unsupported("post_processor.single", "a special token without id", "its name");
        return Object(processor, "special_tokens") is { } all && Object(all, name) is { } token && token.TryGetProperty("ids", out var ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() == 1
            ? CheckId($"post_processor.special_tokens[\"{name}\"]", name, ids[0], definition)
            : name;
    }

    private string CheckId(string key, string token, JsonElement id, TokenizerDefinition definition) =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var value) && definition.IdOf(token) is { } own && own != value
            ? throw Unsupported(key, Invariant($"the id {value}"), Invariant($"{own}, the id of '{token}' in the vocabulary"))
            : token;

    private static JsonElement? Object(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement parent, string key) => parent.TryGetProperty(key, out var value) ? JsonFile.Text(value) : null;

    private static bool? Flag(JsonElement parent, string key) => !parent.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private EmotionAIException Unsupported(string key, string? found, string allowed) =>
        new(EmotionErrorCodes.FormatUnsupported, $"'{Name}', {key}: found {found ?? "nothing"}; allowed: {allowed}.", _path) { Key = key };
}
