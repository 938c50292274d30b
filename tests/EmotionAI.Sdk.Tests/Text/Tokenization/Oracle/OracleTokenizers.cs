using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionAI.Tests.Text.Tokenization.Oracle;

/// <summary>Writes a <c>tokenizer.json</c> for every kind of component: those of the goldens, and others made of their vocabularies.</summary>
internal static class OracleTokenizers
{
    private const string ByteLevel = """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}""";
    private const string PlainByteLevel = """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}""";
    private const string Marker = "Ġ";

    private static readonly string[] GoldenFolders = ["bert-uncased", "wordpiece-added-tokens", "wordpiece-conflict-generic-class", "roberta-bpe", "roberta-bpe-4x", "modernbert-bpe", "xlmr-unigram", "xlmr-unigram-4x", "albert-unigram", "albert-unigram-4x", "deberta-v2-unigram-4x", "deberta-v2-unigram-5x"];

    /// <summary>Byte pairs of RoBERTa with another normalizer and another pre-tokenizer.</summary>
    private static readonly Dictionary<string, (string Normalizer, string PreTokenizer)> Variants = new()
    {
        ["prefix-space"] = ("null", """{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}"""),
        ["nfc"] = ("""{"type": "NFC"}""", ByteLevel),
        ["nfd"] = ("""{"type": "NFD"}""", ByteLevel),
        ["nfkc"] = ("""{"type": "NFKC"}""", ByteLevel),
        ["nfkd-strip-lower"] = ("""{"type": "Sequence", "normalizers": [{"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}, {"type": "Strip", "strip_left": true, "strip_right": true}]}""", ByteLevel),
        ["nmt-replace"] = ("""{"type": "Sequence", "normalizers": [{"type": "Nmt"}, {"type": "Replace", "pattern": {"Regex": "\\s{2,}|[\\n\\r\\t]"}, "content": " "}, {"type": "Replace", "pattern": {"String": "th"}, "content": "þþ"}, {"type": "Replace", "pattern": {"Regex": "[^a-s\\p{N}\\s]+"}, "content": "*"}]}""", ByteLevel),
        ["prepend"] = ("""{"type": "Prepend", "prepend": "ab c"}""", ByteLevel),
        ["bytes-first"] = ("""{"type": "ByteLevel"}""", """{"type": "Digits", "individual_digits": true}"""),
        ["bert-bytes"] = ("""{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}""", $$"""{"type": "Sequence", "pretokenizers": [{"type": "BertPreTokenizer"}, {{PlainByteLevel}}]}"""),
        ["digits-punctuation"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": false}, {"type": "Punctuation", "behavior": "MergedWithPrevious"}, {{PlainByteLevel}}]}"""),
        ["whitespace"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "Whitespace"}, {{PlainByteLevel}}]}"""),
        ["delimiter"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "CharDelimiterSplit", "delimiter": "e"}, {"type": "WhitespaceSplit"}, {{PlainByteLevel}}]}"""),
        ["split-next"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "\\p{Lu}|\\p{N}{2}"}, "behavior": "MergedWithNext", "invert": false}, {{PlainByteLevel}}]}"""),
        ["split-contiguous"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"String": "o"}, "behavior": "Contiguous", "invert": false}, {{PlainByteLevel}}]}"""),
        ["split-inverted"] = ("null", $$"""{"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "[\\p{L}\\p{M}]+"}, "behavior": "Removed", "invert": true}, {{PlainByteLevel}}]}"""),
    };

    public static IEnumerable<string> Names => [.. GoldenFolders.Where(name => File.Exists(GoldenJson(name))), .. Variants.Keys, "ignore-merges", "llama", "metaspace-first", "suffix", "continuing"];

    /// <summary>Gives the JSON of a tokenizer, without truncation and padding, which the reference would apply.</summary>
    public static string Json(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(GoldenJson(GoldenFolders.Contains(name) ? name : "roberta-bpe-4x")))!.AsObject();
        (json["truncation"], json["padding"]) = (null, null);
        if (Variants.TryGetValue(name, out var variant))
        {
            (json["normalizer"], json["pre_tokenizer"]) = (JsonNode.Parse(variant.Normalizer), JsonNode.Parse(variant.PreTokenizer));
        }

        if (name is "suffix" or "continuing")
        {
            (json["added_tokens"], json["post_processor"]) = (new JsonArray(), null);
        }

        switch (name)
        {
            case "ignore-merges":
                json["model"]!["ignore_merges"] = true;
                break;
            case "llama":
                json["normalizer"] = JsonNode.Parse("""{"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}""");
                json["pre_tokenizer"] = null;
                json["model"] = SentencePieceModel(byteFallback: true);
                json["decoder"] = JsonNode.Parse("""{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}""");
                break;
            case "metaspace-first":
                json["pre_tokenizer"] = JsonNode.Parse("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": true}""");
                json["model"] = SentencePieceModel(byteFallback: false);
                json["decoder"] = JsonNode.Parse("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": true}""");
                break;
            case "suffix":
                (json["normalizer"], json["pre_tokenizer"]) = (JsonNode.Parse("""{"type": "Lowercase"}"""), JsonNode.Parse("""{"type": "Whitespace"}"""));
                json["model"] = LetterModel("", "</w>");
                json["decoder"] = JsonNode.Parse("""{"type": "BPEDecoder", "suffix": "</w>"}""");
                break;
            case "continuing":
                (json["normalizer"], json["pre_tokenizer"]) = (JsonNode.Parse("""{"type": "Lowercase"}"""), JsonNode.Parse("""{"type": "BertPreTokenizer"}"""));
                json["model"] = LetterModel("##", "");
                json["decoder"] = JsonNode.Parse("""{"type": "WordPiece", "prefix": "##", "cleanup": true}""");
                break;
        }

        return json.ToJsonString();
    }

    private static string GoldenJson(string name) => Goldens.Path("golden", "text", "tokenizer", name, "tokenizer.json");

    /// <summary>Makes RoBERTa's byte pairs, as far as they are ASCII, a model of characters with blanks like those of SentencePiece.</summary>
    private static JsonObject SentencePieceModel(bool byteFallback)
    {
        var model = JsonNode.Parse(File.ReadAllText(GoldenJson("roberta-bpe-4x")))!["model"]!;
        var vocabulary = new Dictionary<string, int>();
        foreach (var (token, _) in model["vocab"]!.AsObject().Where(token => token.Key.Replace(Marker, "", StringComparison.Ordinal).All(char.IsAscii)))
        {
            vocabulary[token.Replace(Marker, "▁", StringComparison.Ordinal)] = vocabulary.Count;
        }

        for (var value = 0; byteFallback && value < 256; value++)
        {
            vocabulary[$"<0x{value:X2}>"] = vocabulary.Count;
        }

        var merges = model["merges"]!.AsArray().Select(pair => pair is JsonArray list ? (list[0]!.GetValue<string>(), list[1]!.GetValue<string>()) : Pair(pair!.GetValue<string>()))
            .Select(pair => (Left: pair.Item1.Replace(Marker, "▁", StringComparison.Ordinal), Right: pair.Item2.Replace(Marker, "▁", StringComparison.Ordinal)))
            .Where(pair => vocabulary.ContainsKey(pair.Left) && vocabulary.ContainsKey(pair.Right) && vocabulary.ContainsKey(pair.Left + pair.Right));
        return Model(vocabulary, merges, ("unk_token", "<unk>"), ("fuse_unk", byteFallback), ("byte_fallback", byteFallback));
    }

    /// <summary>Makes a small model of letters with something before those that continue a word or after those that end one.</summary>
    private static JsonObject LetterModel(string prefix, string suffix)
    {
        var letters = "abcdefghijklmnopqrstuvwxyz'.,é中".Select(letter => letter.ToString()).ToList();
        var vocabulary = new Dictionary<string, int> { ["<unk>"] = 0 };
        foreach (var token in letters.Concat(letters.Select(letter => prefix + letter + suffix)))
        {
            vocabulary.TryAdd(token, vocabulary.Count);
        }

        var merges = new List<(string, string)>();
        foreach (var (left, right) in ((string, string)[])[("t", "h"), ("th", "e"), ("i", "n"), ("a", "n"), ("o", "u"), ("l", "o"), ("lo", "l"), ("e", "r"), ("h", "a")])
        {
            merges.Add((left, prefix + right));
            vocabulary.TryAdd(left + right, vocabulary.Count);
            merges.Add((left, prefix + right + suffix));
            vocabulary.TryAdd(left + right + suffix, vocabulary.Count);
        }

        var known = merges.Distinct().Where(pair => vocabulary.ContainsKey(pair.Item1) && vocabulary.ContainsKey(pair.Item2));
        return Model(vocabulary, known, ("unk_token", "<unk>"), ("continuing_subword_prefix", prefix), ("end_of_word_suffix", suffix));
    }

    private static JsonObject Model(Dictionary<string, int> vocabulary, IEnumerable<(string, string)> merges, params (string Key, JsonNode Value)[] settings)
    {
        var model = new JsonObject { ["type"] = "BPE", ["vocab"] = JsonSerializer.SerializeToNode(vocabulary), ["merges"] = new JsonArray([.. merges.Select(pair => (JsonNode)new JsonArray(pair.Item1, pair.Item2))]) };
        foreach (var (key, value) in settings)
        {
            model[key] = value;
        }

        return model;
    }

    private static (string Left, string Right) Pair(string text) => (text[..text.IndexOf(' ', StringComparison.Ordinal)], text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
}
