using System.Globalization;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.PreTokenization;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Applies <c>tokenizer_config.json</c>. For the classes that transformers knows it counts more than <c>tokenizer.json</c>, and what it leaves out has the default of the class.</summary>
internal static class TokenizerConfig
{
    public const string Name = "tokenizer_config.json";
    public const string AddedTokensName = "added_tokens.json";

    private const string DecoderKey = "added_tokens_decoder";
    private const string ClassKey = "tokenizer_class";

    /// <summary>transformers writes 1e30 where there is no limit.</summary>
    private const double NoLimit = 1e9;

    /// <summary>What transformers' own (fast) BERT tokenizer does not look at, with the value that asks for something.</summary>
    private static readonly (string Key, JsonValueKind Asks, string Effect)[] IgnoredByBert =
    [
        ("do_basic_tokenize", JsonValueKind.False, "nothing, as in the fast tokenizer of transformers, which always splits at punctuation; delete the line"),
        ("never_split", JsonValueKind.Array, "nothing, as in the fast tokenizer of transformers; name the tokens in additional_special_tokens"),
        ("add_prefix_space", JsonValueKind.True, "nothing: BERT adds no space; delete the line"),
    ];

    /// <summary>What no class looks at.</summary>
    private static readonly (string Key, JsonValueKind Asks, string Effect)[] Ignored =
    [
        ("add_bos_token", JsonValueKind.True, "nothing, as the post_processor decides; delete the line"),
        ("add_eos_token", JsonValueKind.True, "nothing, as the post_processor decides; delete the line"),
        ("auto_map", JsonValueKind.Object, "nothing: code of a model is never run; the tokenizer of tokenizer_class is taken, as in transformers without trust_remote_code"),
    ];

    /// <summary>Opens <c>tokenizer_config.json</c>; an empty object stands for a file that is not there.</summary>
    /// <exception cref="EmotionAIException">The file is not valid.</exception>
    public static JsonDocument Open(string directory, EmotionLimits limits) => Open(directory, Name, limits);

    /// <summary>Finds the class of the tokenizer, as AutoTokenizer does: in tokenizer_config.json, in config.json, by the type of the model; BERT's is what remains.</summary>
    /// <exception cref="EmotionAIException">The class is not supported.</exception>
    public static TokenizerFamily FindFamily(string directory, JsonElement root, EmotionLimits limits) =>
        FamilyOfClass(root, Path.Combine(directory, Name)) ?? FamilyOfModel(directory, limits) ?? TokenizerFamily.Bert;

    /// <summary>Applies the settings to what the files of the vocabulary say.</summary>
    /// <exception cref="EmotionAIException">A file is not valid, or asks for what is not supported.</exception>
    public static void Apply(string directory, JsonElement root, TokenizerFamily family, TokenizerDefinition definition, EmotionLimits limits)
    {
        var path = Path.Combine(directory, Name);
        if (family.Kind == TokenizerKind.Bert)
        {
            ApplyNormalizer(root, path, definition);
        }
        else if (family.Kind == TokenizerKind.ByteLevel)
        {
            ApplyBlank(root, path, definition);
        }

        definition.ModelMaxLength = MaxLength(root, path);
        definition.TruncatesLeft = TruncatesLeft(root, path) ?? definition.TruncatesLeft;
        CheckUnsupported(root, path, family, definition);
        ApplyTokens(directory, root, path, family, definition, limits);
    }

    /// <summary>Adds the tokens in the order of transformers' <c>_from_pretrained</c>: described ones by id, then special ones; special_tokens_map.json and added_tokens.json count where added_tokens_decoder is absent.</summary>
    private static void ApplyTokens(string directory, JsonElement root, string path, TokenizerFamily family, TokenizerDefinition definition, EmotionLimits limits)
    {
        var special = new SpecialTokens(family);
        special.Merge(root, path);
        var isDescribed = root.TryGetProperty(DecoderKey, out var decoder) && decoder.ValueKind != JsonValueKind.Null;
        if (isDescribed)
        {
            AddDecoderTokens(decoder, path, definition);
        }
        else
        {
            using var map = Open(directory, SpecialTokens.MapName, limits);
            special.Merge(map.RootElement, Path.Combine(directory, SpecialTokens.MapName));
            AddExtraTokens(directory, definition, special, limits);
        }

        special.AddTo(definition);
        if (!isDescribed && !definition.IsComplete)
        {
            special.MarkMask(definition);
        }

        var (named, found) = (special.Roles, definition.Roles);
        definition.Roles = new TokenRoles
        {
            Unknown = named.Unknown ?? found.Unknown,
            Classifier = found.Classifier ?? named.Classifier,
            Separator = found.Separator ?? named.Separator,
            Pad = named.Pad ?? found.Pad,
            Mask = named.Mask ?? found.Mask,
        };
    }

    private static void ApplyNormalizer(JsonElement root, string path, TokenizerDefinition definition)
    {
        var lowercase = Flag(root, "do_lower_case", path) ?? true;
        var options = new BertNormalizerOptions(true, Flag(root, "tokenize_chinese_chars", path) ?? true, Flag(root, "strip_accents", path) ?? lowercase, lowercase);
        var found = BertNormalizerOptions.Of(definition.Normalizer);
        if (definition.IsComplete && found != options)
        {
            definition.Remarks.Add(new(
                BundleProblemCodes.ValueOverridden,
                definition.VocabularyPath,
                "normalizer",
                found is { } other ? Describe(other) : "another normalizer",
                $"{Describe(options)}, as '{Name}' says or leaves to the class of the tokenizer, and transformers follows that; make the two equal"));
        }

        definition.Normalizer = new BertNormalizer(options);
        if (definition.IsComplete && definition.PreTokenizer is not BertPreTokenizer)
        {
            throw Refusal.Of(definition.VocabularyPath, "pre_tokenizer", definition.PreTokenizer is null ? null : "another one", $"BertPreTokenizer, which the class of the tokenizer has; name PreTrainedTokenizerFast in '{Name}' where this file is right");
        }

        definition.PreTokenizer = new BertPreTokenizer();
    }

    /// <summary>Lets the settings of RoBERTa's class count more than <c>tokenizer.json</c>.</summary>
    private static void ApplyBlank(JsonElement root, string path, TokenizerDefinition definition)
    {
        var addsBlank = Flag(root, "add_prefix_space", path) ?? false;
        var trims = Flag(root, "trim_offsets", path) ?? true;
        if (definition.IsComplete && definition.PreTokenizer is not ByteLevelPreTokenizer)
        {
            throw Refusal.Of(definition.VocabularyPath, "pre_tokenizer", definition.PreTokenizer is null ? null : "another one", $"ByteLevel, which the class of the tokenizer has; name PreTrainedTokenizerFast in '{Name}' where this file is right");
        }

        if (definition.PreTokenizer is ByteLevelPreTokenizer found && found.AddsPrefixSpace != addsBlank)
        {
            definition.Remarks.Add(new(
                BundleProblemCodes.ValueOverridden,
                definition.VocabularyPath,
                "pre_tokenizer.add_prefix_space",
                Word(found.AddsPrefixSpace),
                $"{Word(addsBlank)}, as '{Name}' says or leaves to the class of the tokenizer, and transformers follows that; make the two equal"));
        }

        definition.PreTokenizer = new ByteLevelPreTokenizer(addsBlank, usesPattern: true);
        definition.Trim = trims ? new OffsetTrim(addsBlank) : null;
    }

    private static string Describe(BertNormalizerOptions options) =>
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

    private static void CheckUnsupported(JsonElement root, string path, TokenizerFamily family, TokenizerDefinition definition)
    {
        if (Flag(root, "split_special_tokens", path) is true)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{Name}', split_special_tokens: found true; allowed: false, as special tokens in a text are always taken whole.", path) { Key = "split_special_tokens" };
        }

        foreach (var (key, asks, effect) in family.Kind == TokenizerKind.Bert ? [.. Ignored, .. IgnoredByBert] : Ignored)
        {
            if (root.TryGetProperty(key, out var value) && value.ValueKind == asks && (asks != JsonValueKind.Array || value.GetArrayLength() > 0))
            {
                definition.Remarks.Add(new(BundleProblemCodes.KeyUnknown, path, key, JsonFile.Describe(value), effect));
            }
        }
    }

    /// <summary>Finds the class that a file names; null where it names none.</summary>
    private static TokenizerFamily? FamilyOfClass(JsonElement root, string path)
    {
        if (!root.TryGetProperty(ClassKey, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var file = Path.GetFileName(path);
        var name = JsonFile.Text(value) ?? throw Invalid(file, path, ClassKey, value, "a name in quotes");
        return TokenizerFamily.OfClass(name) ?? throw Refusal.Of(path, ClassKey, $"'{name}'", TokenizerFamily.AllClasses);
    }

    private static TokenizerFamily? FamilyOfModel(string directory, EmotionLimits limits)
    {
        try
        {
            using var config = Open(directory, HuggingFaceConfig.FileName, limits);
            return FamilyOfClass(config.RootElement, Path.Combine(directory, HuggingFaceConfig.FileName))
                ?? (config.RootElement.TryGetProperty("model_type", out var type) && JsonFile.Text(type) is { } name ? TokenizerFamily.OfModelType(name) : null);
        }
        catch (EmotionAIException e) when (e.Key != ClassKey)
        {
            // What is wrong with the file itself is told where the model is read.
            return null;
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
