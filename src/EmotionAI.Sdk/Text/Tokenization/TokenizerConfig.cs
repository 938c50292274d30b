using System.Globalization;
using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization;

/// <summary>Applies <c>tokenizer_config.json</c>. For the classes that transformers knows it counts more than <c>tokenizer.json</c>, and what it leaves out has the default of the class.</summary>
internal static class TokenizerConfig
{
    public const string Name = "tokenizer_config.json";
    public const string AddedTokensName = "added_tokens.json";

    /// <summary>transformers writes 1e30 where there is no limit.</summary>
    private const double NoLimit = 1e9;

    private static readonly string[] BertClasses =
        ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "ConvBertTokenizer", "FunnelTokenizer", "LayoutLMTokenizer", "RetriBertTokenizer"];

    private static readonly string[] GenericClasses = ["PreTrainedTokenizerFast", "TokenizersBackend", "PreTrainedTokenizer"];

    /// <exception cref="EmotionAIException">The file is not valid, or names another kind of tokenizer.</exception>
    public static void Apply(string directory, TokenizerDefinition definition, EmotionLimits limits)
    {
        var path = Path.Combine(directory, Name);
        if (!File.Exists(path))
        {
            return;
        }

        using var document = TokenizerBytes.ReadJson(path, limits);
        var root = document.RootElement;
        if (IsBertClass(root, path))
        {
            var lowercase = Flag(root, "do_lower_case") ?? true;
            definition.Normalizer = new NormalizerOptions(true, Flag(root, "tokenize_chinese_chars") ?? true, Flag(root, "strip_accents") ?? lowercase, lowercase);
        }

        definition.UnknownToken = Token(root, "unk_token") ?? definition.UnknownToken;
        definition.ClassifierToken = Token(root, "cls_token") ?? definition.ClassifierToken;
        definition.SeparatorToken = Token(root, "sep_token") ?? definition.SeparatorToken;
        definition.PadToken = Token(root, "pad_token") ?? definition.PadToken;
        definition.MaskToken = Token(root, "mask_token") ?? definition.MaskToken;
        definition.ModelMaxLength = MaxLength(root, path);
        AddDecoderTokens(root, definition);
    }

    /// <summary>Adds the tokens of <c>added_tokens.json</c> that nothing else describes.</summary>
    public static void AddExtraTokens(string directory, TokenizerDefinition definition, EmotionLimits limits)
    {
        var path = Path.Combine(directory, AddedTokensName);
        if (!File.Exists(path))
        {
            return;
        }

        using var document = TokenizerBytes.ReadJson(path, limits);
        foreach (var token in document.RootElement.EnumerateObject())
        {
            if (!definition.AddedTokens.ContainsKey(token.Name) && token.Value.ValueKind == JsonValueKind.Number && token.Value.TryGetInt32(out var id) && id >= 0)
            {
                definition.AddedTokens[token.Name] = new AddedToken { Content = token.Name, Id = id };
            }
        }
    }

    private static bool IsBertClass(JsonElement root, string path)
    {
        var name = root.TryGetProperty("tokenizer_class", out var value) ? JsonFile.Text(value) : null;
        var plain = name is not null && name.EndsWith("Fast", StringComparison.Ordinal) && !GenericClasses.Contains(name) ? name[..^"Fast".Length] : name;
        if (plain is null || BertClasses.Contains(plain))
        {
            return true;
        }

        return GenericClasses.Contains(plain)
            ? false
            : throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{Name}', tokenizer_class: found '{name}'; allowed: {string.Join(", ", BertClasses)}, {string.Join(", ", GenericClasses)}.", path);
    }

    private static int? MaxLength(JsonElement root, string path)
    {
        if (!root.TryGetProperty("model_max_length", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var length) || !(length >= 2))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Name}', model_max_length: found {JsonFile.Describe(value)}; allowed: a number from 2.", path);
        }

        return length < NoLimit ? (int)length : null;
    }

    private static void AddDecoderTokens(JsonElement root, TokenizerDefinition definition)
    {
        if (!root.TryGetProperty("added_tokens_decoder", out var decoder) || decoder.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var token in decoder.EnumerateObject())
        {
            if (int.TryParse(token.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && token.Value.ValueKind == JsonValueKind.Object
                && token.Value.TryGetProperty("content", out var value) && JsonFile.Text(value) is { Length: > 0 } content)
            {
                definition.AddedTokens[content] = AddedTokenReader.Read(content, id, token.Value);
            }
        }
    }

    private static string? Token(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var content) ? JsonFile.Text(content) : JsonFile.Text(value);
    }

    private static bool? Flag(JsonElement root, string key) => !root.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
