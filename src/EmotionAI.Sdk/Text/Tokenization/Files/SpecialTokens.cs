using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Collects the special tokens that <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> name, in the order in which transformers adds them.</summary>
internal sealed class SpecialTokens
{
    public const string MapName = "special_tokens_map.json";

    private const string Unknown = "unk_token";
    private const string Separator = "sep_token";
    private const string Classifier = "cls_token";
    private const string Pad = "pad_token";
    private const string Mask = "mask_token";
    private const string Beginning = "bos_token";
    private const string End = "eos_token";

    private static readonly string[] Keys = [Beginning, End, Unknown, Separator, Pad, Classifier, Mask];
    private static readonly string[] ListKeys = ["additional_special_tokens", "extra_special_tokens"];

    private readonly Dictionary<string, (AddedToken Token, string? Path)> _named = [];
    private readonly List<(AddedToken Token, string? Path)> _more = [];

    private readonly bool _maskTakesBlanks;

    /// <param name="family">The class of the tokenizer, with names of its own for what the files leave out.</param>
    public SpecialTokens(TokenizerFamily family)
    {
        _maskTakesBlanks = family.MaskTakesBlanks;
        foreach (var (key, content) in family.Tokens)
        {
            _named[key] = (new AddedToken { Content = content, Id = AddedToken.NoId, IsSpecial = true, LeftStrip = key == Mask && _maskTakesBlanks }, null);
        }
    }

    /// <summary>Gets the tokens with a role; those that begin and end a text have it where no others are named.</summary>
    public TokenRoles Roles => new()
    {
        Unknown = Named(Unknown),
        Classifier = Named(Classifier) ?? Named(Beginning),
        Separator = Named(Separator) ?? Named(End),
        Pad = Named(Pad),
        Mask = Named(Mask),
    };

    /// <summary>Takes the tokens of a file; for a name given twice the later file counts, lists are joined.</summary>
    /// <exception cref="EmotionAIException">A token is neither a text nor an object with content.</exception>
    public void Merge(JsonElement root, string path)
    {
        foreach (var key in Keys)
        {
            if (root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                _named[key] = (Read(value, key, path), path);
            }
        }

        foreach (var key in ListKeys)
        {
            if (root.TryGetProperty(key, out var list) && list.ValueKind != JsonValueKind.Null)
            {
                foreach (var value in Values(list, key, path))
                {
                    _more.Add((Read(value, key, path), path));
                }
            }
        }
    }

    public bool Contains(string content) => _named.Values.Concat(_more).Any(item => item.Token.Content == content);

    /// <summary>Adds the tokens to a tokenizer; names of the class that no file gives and the vocabulary lacks are added only where others follow them.</summary>
    public void AddTo(TokenizerDefinition definition)
    {
        var waiting = new List<AddedToken>();
        foreach (var (token, path) in Keys.Where(_named.ContainsKey).Select(key => _named[key]).Concat(_more))
        {
            if (definition.AddedTokens.ContainsKey(token.Content))
            {
                continue;
            }

            if (path is null && !definition.Vocabulary.Contains(token.Content))
            {
                waiting.Add(token);
                continue;
            }

            if (!definition.Vocabulary.Contains(token.Content))
            {
                waiting.ForEach(before => definition.Add(before, definition.VocabularyPath));
                waiting.Clear();
            }

            definition.Add(token, path ?? definition.VocabularyPath);
        }
    }

    /// <summary>Lets the mask token swallow the blanks before it, as its class does where a file only gives its name.</summary>
    public void MarkMask(TokenizerDefinition definition)
    {
        if (_named.TryGetValue(Mask, out var mask) && mask.Token.LeftStrip && definition.AddedTokens.TryGetValue(mask.Token.Content, out var added))
        {
            definition.AddedTokens[mask.Token.Content] = added with { LeftStrip = true };
        }
    }

    private string? Named(string key) => _named.TryGetValue(key, out var item) ? item.Token.Content : null;

    private static IEnumerable<JsonElement> Values(JsonElement list, string key, string path) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray(),
        JsonValueKind.Object => list.EnumerateObject().Select(property => property.Value),
        _ => throw Invalid(list, key, path, "a list of tokens"),
    };

    private AddedToken Read(JsonElement value, string key, string path)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        var content = isObject ? value.TryGetProperty("content", out var inner) ? JsonFile.Text(inner) : null : JsonFile.Text(value);
        if (string.IsNullOrEmpty(content))
        {
            throw Invalid(value, key, path, "a token in quotes, or an object with \"content\"");
        }

        return isObject ? AddedTokenReader.Read(content, AddedToken.NoId, value, isSpecial: true) : new AddedToken { Content = content, Id = AddedToken.NoId, IsSpecial = true, LeftStrip = key == Mask && _maskTakesBlanks };
    }

    private static EmotionAIException Invalid(JsonElement value, string key, string path, string allowed) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}', {key}: found {JsonFile.Describe(value)}; allowed: {allowed}.", path) { Key = key };
}
