using System.Globalization;
using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization;

/// <summary>Applies <c>tokenizer_config.json</c>. For the classes that transformers knows it counts more than <c>tokenizer.json</c>, and what it leaves out has the default of the class.</summary>
internal static class TokenizerConfig
{
    public const string Name = "tokenizer_config.json";
    public const string AddedTokensName = "added_tokens.json";

    private const string DecoderKey = "added_tokens_decoder";
    private const string ClassKey = "tokenizer_class";

    /// <summary>transformers writes 1e30 where there is no limit.</summary>
    private const double NoLimit = 1e9;

    private static readonly string[] BertClasses =
        ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "ConvBertTokenizer", "FunnelTokenizer", "LayoutLMTokenizer", "RetriBertTokenizer"];

    private static readonly string[] GenericClasses = ["PreTrainedTokenizerFast", "TokenizersBackend", "PreTrainedTokenizer"];

    /// <summary>What transformers' own (fast) BERT tokenizer does not look at, with the value that asks for something.</summary>
    private static readonly (string Key, JsonValueKind Asks, string Effect)[] Ignored =
    [
        ("do_basic_tokenize", JsonValueKind.False, "nothing, as in the fast tokenizer of transformers, which always splits at punctuation; delete the line"),
        ("never_split", JsonValueKind.Array, "nothing, as in the fast tokenizer of transformers; name the tokens in additional_special_tokens"),
        ("add_bos_token", JsonValueKind.True, "nothing, as the post_processor decides; delete the line"),
        ("add_eos_token", JsonValueKind.True, "nothing, as the post_processor decides; delete the line"),
        ("add_prefix_space", JsonValueKind.True, "nothing: BERT adds no space; delete the line"),
        ("auto_map", JsonValueKind.Object, "nothing: code of a model is never run; the tokenizer of tokenizer_class is taken, as in transformers without trust_remote_code"),
    ];

    /// <exception cref="EmotionAIException">A file is not valid, names another kind of tokenizer, or asks for what is not supported.</exception>
    public static void Apply(string directory, TokenizerDefinition definition, EmotionLimits limits)
    {
        using var config = Open(directory, Name, limits);
        var root = config.RootElement;
        var path = Path.Combine(directory, Name);
        var isBert = IsBertClass(root, path) ?? IsBertClassOfModel(directory, limits);
        if (isBert)
        {
            ApplyNormalizer(root, path, definition);
        }

        definition.ModelMaxLength = MaxLength(root, path);
        definition.TruncatesLeft = TruncatesLeft(root, path) ?? definition.TruncatesLeft;
        CheckUnsupported(root, path, definition);
        ApplyTokens(directory, root, path, isBert, definition, limits);
    }

    /// <summary>Adds the tokens in the order of transformers' <c>_from_pretrained</c>: described ones by id, then special ones; special_tokens_map.json and added_tokens.json count where added_tokens_decoder is absent.</summary>
    private static void ApplyTokens(string directory, JsonElement root, string path, bool isBert, TokenizerDefinition definition, EmotionLimits limits)
    {
        var special = new SpecialTokens(isBert);
        special.Merge(root, path);
        if (root.TryGetProperty(DecoderKey, out var decoder) && decoder.ValueKind != JsonValueKind.Null)
        {
            AddDecoderTokens(decoder, path, definition);
        }
        else
        {
            using var map = Open(directory, SpecialTokens.MapName, limits);
            special.Merge(map.RootElement, Path.Combine(directory, SpecialTokens.MapName));
            AddExtraTokens(directory, definition, special, limits);
        }

        if (!definition.IsComplete)
        {
            definition.UnknownToken = special.UnknownToken ?? definition.UnknownToken;
            definition.ClassifierToken = special.ClassifierToken ?? definition.ClassifierToken;
            definition.SeparatorToken = special.SeparatorToken ?? definition.SeparatorToken;
        }

        special.AddTo(definition);
    }

    private static void ApplyNormalizer(JsonElement root, string path, TokenizerDefinition definition)
    {
        var lowercase = Flag(root, "do_lower_case", path) ?? true;
        var normalizer = new NormalizerOptions(true, Flag(root, "tokenize_chinese_chars", path) ?? true, Flag(root, "strip_accents", path) ?? lowercase, lowercase);
        if (definition.IsComplete && definition.Normalizer != normalizer)
        {
            definition.Remarks.Add(new(
                BundleProblemCodes.ValueOverridden,
                definition.VocabularyPath,
                "normalizer",
                Describe(definition.Normalizer),
                $"{Describe(normalizer)}, as '{Name}' says or leaves to the class of the tokenizer, and transformers follows that; make the two equal"));
        }

        definition.Normalizer = normalizer;
    }

    private static string Describe(NormalizerOptions options) =>
        $"clean_text {Word(options.CleanText)}, handle_chinese_chars {Word(options.HandleChineseChars)}, strip_accents {Word(options.StripAccents)}, lowercase {Word(options.Lowercase)}";

    private static string Word(bool flag) => flag ? "true" : "false";

    private static JsonDocument Open(string directory, string name, EmotionLimits limits)
    {
        var path = Path.Combine(directory, name);
        return File.Exists(path) ? TokenizerBytes.ReadJson(path, limits) : JsonDocument.Parse("{}");
    }

    /// <summary>Adds the tokens of <c>added_tokens.json</c>; those that are not special are looked for after normalization.</summary>
    private static void AddExtraTokens(string directory, TokenizerDefinition definition, SpecialTokens special, EmotionLimits limits)
    {
        using var document = Open(directory, AddedTokensName, limits);
        var path = Path.Combine(directory, AddedTokensName);
        var tokens = new List<AddedToken>();
        foreach (var token in document.RootElement.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
            {
                throw Invalid(AddedTokensName, path, token.Name, token.Value, "an id, a whole number from 0");
            }

            tokens.Add(new AddedToken { Content = token.Name, Id = id, Normalized = !special.Contains(token.Name) });
        }

        AddInOrder(tokens.Where(token => !definition.AddedTokens.ContainsKey(token.Content)), path, definition);
    }

    private static void AddInOrder(IEnumerable<AddedToken> tokens, string path, TokenizerDefinition definition)
    {
        foreach (var token in tokens.OrderBy(token => token.Id))
        {
            definition.Add(token, path);
        }
    }

    private static bool? TruncatesLeft(JsonElement root, string path)
    {
        if (!root.TryGetProperty("truncation_side", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return JsonFile.Text(value) switch
        {
            "left" => true,
            "right" => false,
            _ => throw Invalid(Name, path, "truncation_side", value, "\"right\" or \"left\""),
        };
    }

    private static void CheckUnsupported(JsonElement root, string path, TokenizerDefinition definition)
    {
        if (Flag(root, "split_special_tokens", path) is true)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{Name}', split_special_tokens: found true; allowed: false, as special tokens in a text are always taken whole.", path) { Key = "split_special_tokens" };
        }

        foreach (var (key, asks, effect) in Ignored)
        {
            if (root.TryGetProperty(key, out var value) && value.ValueKind == asks && (asks != JsonValueKind.Array || value.GetArrayLength() > 0))
            {
                definition.Remarks.Add(new(BundleProblemCodes.KeyUnknown, path, key, JsonFile.Describe(value), effect));
            }
        }
    }

    /// <summary>Tells whether a file names a class with the defaults of BERT; null where it names none.</summary>
    private static bool? IsBertClass(JsonElement root, string path)
    {
        if (!root.TryGetProperty(ClassKey, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var file = Path.GetFileName(path);
        var name = JsonFile.Text(value) ?? throw Invalid(file, path, ClassKey, value, "a name in quotes");
        var plain = name.EndsWith("Fast", StringComparison.Ordinal) && !GenericClasses.Contains(name) ? name[..^"Fast".Length] : name;
        return BertClasses.Contains(plain) ? true
            : GenericClasses.Contains(plain) ? false
            : throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{file}', {ClassKey}: found '{name}'; allowed: {string.Join(", ", BertClasses)}, {string.Join(", ", GenericClasses)}.", path) { Key = ClassKey };
    }

    /// <summary>Looks for the class in <c>config.json</c>, as AutoTokenizer does where tokenizer_config.json names none; the class of the model type, BERT, is what remains.</summary>
    private static bool IsBertClassOfModel(string directory, EmotionLimits limits)
    {
        try
        {
            using var config = Open(directory, HuggingFaceConfig.FileName, limits);
            return IsBertClass(config.RootElement, Path.Combine(directory, HuggingFaceConfig.FileName)) ?? true;
        }
        catch (EmotionAIException e) when (e.Key != ClassKey)
        {
            // What is wrong with the file itself is told where the model is read.
            return true;
        }
    }

    private static int? MaxLength(JsonElement root, string path)
    {
        var key = root.TryGetProperty("model_max_length", out var value) ? "model_max_length" : "max_len";
        if ((key == "max_len" && !root.TryGetProperty(key, out value)) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var length) || !(length >= 2))
        {
            throw Invalid(Name, path, key, value, "a number from 2");
        }

        return length < NoLimit ? (int)length : null;
    }

    private static void AddDecoderTokens(JsonElement decoder, string path, TokenizerDefinition definition)
    {
        if (decoder.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(Name, path, DecoderKey, decoder, "an object of ids and tokens");
        }

        var tokens = new List<AddedToken>();
        foreach (var token in decoder.EnumerateObject())
        {
            if (!int.TryParse(token.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || token.Value.ValueKind != JsonValueKind.Object
                || !token.Value.TryGetProperty("content", out var value) || JsonFile.Text(value) is not { Length: > 0 } content)
            {
                throw Invalid(Name, path, $"{DecoderKey}[\"{token.Name}\"]", token.Value, "an id in quotes, with an object that has content");
            }

            tokens.Add(AddedTokenReader.Read(content, id, token.Value));
        }

        AddInOrder(tokens, path, definition);
    }

    private static bool? Flag(JsonElement root, string key, string path) => !root.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Invalid(Name, path, key, value, "true or false"),
    };

    private static EmotionAIException Invalid(string name, string path, string key, JsonElement value, string allowed) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{name}', {key}: found {JsonFile.Describe(value)}; allowed: {allowed}.", path) { Key = key };
}
