using System.Text;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>What the files beside a vocabulary change, as in transformers' <c>_from_pretrained</c>.</summary>
public sealed class TokenizerFilesTests
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n[NAME]\nname\n[\n]\nhi\nyou\n<s>\n</s>\n";
    private const int Size = 13;

    [Theory]
    [InlineData("""{"additional_special_tokens": ["[NAME]"]}""", "{}")]
    [InlineData("""{"extra_special_tokens": ["[NAME]"]}""", "{}")]
    [InlineData("""{"extra_special_tokens": {"name_token": "[NAME]"}}""", "{}")]
    [InlineData("{}", """{"additional_special_tokens": ["[NAME]"]}""")]
    [InlineData("{}", """{"additional_special_tokens": [{"content": "[NAME]", "lstrip": false, "normalized": false}]}""")]
    [InlineData("{}", """{"pad_token": "[NAME]"}""")]
    [InlineData("""{"added_tokens_decoder": {"5": {"content": "[NAME]", "special": true}}}""", "{}")]
    public void Encode_TokenNamedInAnyPlace_IsNotSplit(string config, string map)
    {
        using var folder = Folder(config, map);

        Assert.Equal("[CLS] hi [NAME] [SEP]", Encode(folder, "hi [NAME]"));
    }

    [Fact]
    public void Encode_TokenOnlyInTheMapBesideADecoder_IsSplitAsInTheReference()
    {
        using var folder = Folder("""{"added_tokens_decoder": {}}""", """{"additional_special_tokens": ["[NAME]"]}""");

        Assert.Equal("[CLS] hi [ name ] [SEP]", Encode(folder, "hi [NAME]"));
    }

    [Fact]
    public void Encode_RolesNamedOnlyInTheMap_AreTaken()
    {
        using var folder = Folder("{}", """{"cls_token": "<s>", "sep_token": {"content": "</s>", "lstrip": false}}""");

        Assert.Equal("<s> hi </s>", Encode(folder, "hi"));
    }

    [Fact]
    public void Encode_TokensThatTheVocabularyLacks_GetTheNextIdsInTheOrderOfTheReference()
    {
        using var folder = Folder("""{"additional_special_tokens": ["{c}", "{d}"], "mask_token": "{b}", "bos_token": "{a}"}""", "{}");
        folder.Write("added_tokens.json", """{"{z}": 14, "{y}": 13}""");
        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal(["{y}", "{z}", "{a}", "{b}", "{c}", "{d}"], Enumerable.Range(Size, 6).Select(tokenizer.TokenOf));
        Assert.Equal(Size + 6, tokenizer.VocabularySize);
        Assert.Empty(tokenizer.Remarks);
    }

    [Theory]
    [InlineData("added_tokens.json", """{"\ud800": 13}""")]
    [InlineData("special_tokens_map.json", """{"cls_token": "\ud800"}""")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens": [{"content": "\ud800"}]}""")]
    [InlineData("tokenizer_config.json", """{"additional_special_tokens": ["\ud800"]}""")]
    [InlineData("tokenizer_config.json", """{"extra_special_tokens": {"name_token": "\ud800"}}""")]
    public void Load_HalfACharacterInAToken_IsRefused(string file, string json)
    {
        using var folder = Folder("{}", "{}");
        folder.Write(file, json);

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, error.Code);
        Assert.Contains($"'{file}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("half of a character", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("0x5")]
    [InlineData("٥")]
    public void Load_IdBeyondNumbers_IsRefusedByItsKey(string id)
    {
        using var folder = Folder($$"""{"added_tokens_decoder": { "{{id}}": {"content": "[NAME]"} } }""", "{}");

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Equal($"added_tokens_decoder[\"{id}\"]", error.Key);
        Assert.Contains(error.Key!, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", """{"tokenizer_class": "BertTokenizer"}""", "[CLS] hi [SEP]")]
    [InlineData("{}", """{"tokenizer_class": null}""", "[CLS] hi [SEP]")]
    [InlineData("{}", "[]", "[CLS] hi [SEP]")]
    [InlineData("{}", "not JSON", "[CLS] hi [SEP]")]
    [InlineData("{}", """{"tokenizer_class": "PreTrainedTokenizerFast"}""", "[CLS] [UNK] [SEP]")]
    [InlineData("""{"tokenizer_class": "BertTokenizerFast"}""", """{"tokenizer_class": "PreTrainedTokenizerFast"}""", "[CLS] hi [SEP]")]
    public void Encode_ClassNamedByTheModel_CountsWhereTheTokenizerNamesNone(string tokenizer, string model, string expected)
    {
        using var folder = Folder(tokenizer, "{}");
        folder.Write("config.json", model);
        folder.Write("tokenizer.json", Json(""" "truncation": null, "padding": null"""));

        Assert.Equal(expected, Encode(folder, "HI"));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "BertJapaneseTokenizer"}""", "'BertJapaneseTokenizer'")]
    [InlineData("""{"tokenizer_class": "LlamaTokenizerFast"}""", "'LlamaTokenizerFast'")]
    [InlineData("""{"tokenizer_class": 3}""", "found 3")]
    public void Load_ClassNamedByTheModelThatIsNotSupported_IsRefused(string model, string found)
    {
        using var folder = Folder("{}", "{}");
        folder.Write("config.json", model);

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Contains($"'config.json', tokenizer_class: found", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    /// <summary>transformers sets truncation and padding anew for each call and joins tokens only when it decodes: of these keys it takes the side of truncation and nothing else.</summary>
    [Theory]
    [InlineData(""" "truncation": {"direction": "Right", "max_length": 3, "strategy": "OnlySecond", "stride": 1}, "padding": null""", "{}")]
    [InlineData(""" "truncation": null, "padding": {"strategy": {"Fixed": 12}, "direction": "Left", "pad_to_multiple_of": 8, "pad_id": 4, "pad_type_id": 1, "pad_token": "[MASK]"}""", "{}")]
    [InlineData(""" "truncation": null, "padding": null""", """{"clean_up_tokenization_spaces": true, "model_input_names": ["input_ids", "attention_mask"], "padding_side": "left", "pad_to_multiple_of": 8, "stride": 1, "truncation_strategy": "only_second", "max_length": 3}""")]
    public void Encode_KeysThatTransformersSetsAnew_ChangeNothing(string json, string config)
    {
        using var folder = Folder(config, "{}");
        folder.Write("tokenizer.json", Json(json));
        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal("[CLS] hi you hi you [SEP]", Encode(folder, "hi you hi you"));
        Assert.Null(tokenizer.ModelMaxLength);
        Assert.Equal("normalizer", Assert.Single(tokenizer.Remarks).Key);
    }

    [Fact]
    public void Load_LargestIdInAFewBytes_SizesNothing()
    {
        using var folder = Folder("{}", "{}");
        folder.Write("tokenizer.json", Json(""" "truncation": null, "padding": null""").Replace("\"you\":10", "\"you\":16777215", StringComparison.Ordinal));
        TextTokenizer.Load(folder.Path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var tokenizer = TextTokenizer.Load(folder.Path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1 << 24, "you"), (tokenizer.VocabularySize, tokenizer.TokenOf((1 << 24) - 1)));
        Assert.True(allocated < 256 << 10, $"{allocated} bytes");
    }

    [Fact]
    public void Load_IdThatNoTokenCanHave_IsReplacedByTheNextOneWithARemark()
    {
        using var folder = Folder("""{"added_tokens_decoder": {"2147483647": {"content": "{a}"}}}""", "{}");
        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal((Size + 1, "{a}"), (tokenizer.VocabularySize, tokenizer.TokenOf(Size)));
        Assert.Equal("the id 2147483647", Assert.Single(tokenizer.Remarks).Found);
    }

    [Fact]
    public void Load_DefaultNameThatTheVocabularyLacks_TakesNoRow()
    {
        using var folder = Folder("{}", "{}");
        folder.Write("vocab.txt", Vocabulary.Replace("[MASK]", "mask", StringComparison.Ordinal));

        Assert.Equal(Size, TextTokenizer.Load(folder.Path).VocabularySize);
    }

    [Fact]
    public void Encode_AddedTokensFile_TellsSpecialFromPlain()
    {
        using var folder = Folder("""{"additional_special_tokens": ["{S}"]}""", "{}");
        folder.Write("added_tokens.json", """{"{S}": 13, "{P}": 14}""");

        Assert.Equal("[CLS] {S} [UNK] {P} {P} [SEP]", Encode(folder, "{S} {s}x {P} {p}").Replace("[UNK] [UNK] [UNK] [UNK]", "[UNK]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("left", "[CLS] you hi [SEP]")]
    [InlineData("right", "[CLS] hi you [SEP]")]
    public void Encode_TruncationSide_DecidesWhichEndIsKept(string side, string expected)
    {
        using var folder = Folder($$"""{"truncation_side": "{{side}}", "max_len": 4}""", "{}");
        var tokenizer = TextTokenizer.Load(folder.Path);
        var ids = new int[tokenizer.ModelMaxLength!.Value];
        var count = tokenizer.Encode("hi you you you hi", ids, out var truncated);

        Assert.True(truncated);
        Assert.Equal(expected, Tokens(tokenizer, ids.AsSpan(0, count)));
        Assert.Equal("[CLS] hi you [SEP]", Tokens(tokenizer, ids.AsSpan(0, tokenizer.Encode("hi you", ids, out truncated))));
        Assert.False(truncated);
    }

    [Fact]
    public void Load_BothSpellingsOfTheLength_TheNewOneCounts()
    {
        using var folder = Folder("""{"model_max_length": 7, "max_len": 9}""", "{}");

        Assert.Equal(7, TextTokenizer.Load(folder.Path).ModelMaxLength);
    }

    [Theory]
    [InlineData("null", "null", "hi [MASK]", "hi [MASK]")]
    [InlineData("""{"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}""", "null", "hi", "[CLS] hi [SEP]")]
    [InlineData("""{"type": "BertProcessing", "sep": ["</s>", 12], "cls": ["<s>", 11]}""", """{"type": "Lowercase"}""", "HI", "<s> hi </s>")]
    [InlineData("null", "null", "HI", "[UNK]")]
    public void Encode_TokenizerJson_DecidesAloneForAGenericClass(string processor, string normalizer, string text, string expected)
    {
        using var folder = JsonFolder(processor, normalizer, "null", """{"tokenizer_class": "PreTrainedTokenizerFast", "mask_token": "[MASK]"}""");

        Assert.Equal(expected, Encode(folder, text));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "PreTrainedTokenizerFast"}""", "you")]
    [InlineData("""{"tokenizer_class": "PreTrainedTokenizerFast", "truncation_side": "right"}""", "hi")]
    public void Encode_DirectionInTokenizerJson_CountsUnlessTheConfigSaysOtherwise(string config, string expected)
    {
        using var folder = JsonFolder("null", "null", """{"direction": "Left", "max_length": 5, "strategy": "LongestFirst", "stride": 0}""", config);
        var tokenizer = TextTokenizer.Load(folder.Path);
        var ids = new int[2];

        Assert.Equal(2, tokenizer.Encode("hi hi you you", ids));
        Assert.Equal($"{expected} {expected}", Tokens(tokenizer, ids));
    }

    [Theory]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Append"}]}""", "normalizer.normalizers[1]: found Append")]
    [InlineData("""{"type": "Append"}""", "normalizer: found Append")]
    public void Load_NormalizerThatIsNotSupported_IsRefusedWithTheWayOut(string normalizer, string found)
    {
        using var folder = JsonFolder("null", normalizer, "null", """{"tokenizer_class": "PreTrainedTokenizerFast"}""");

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, error.Code);
        Assert.Contains($"{found}; allowed: BertNormalizer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NormalizerThatTheClassOverrules_IsARemark()
    {
        using var folder = JsonFolder("null", """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": false}""", "null", "{}");
        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal(["post_processor", "normalizer"], tokenizer.Remarks.Select(remark => remark.Key));
        Assert.Equal("hi", Encode(folder, "HI"));
    }

    [Theory]
    [InlineData("""{"split_special_tokens": true}""", "split_special_tokens")]
    [InlineData("""{"truncation_side": "middle"}""", "truncation_side")]
    [InlineData("""{"do_lower_case": "no"}""", "do_lower_case")]
    [InlineData("""{"max_len": "many"}""", "max_len")]
    [InlineData("""{"mask_token": 4}""", "mask_token")]
    [InlineData("""{"extra_special_tokens": "[NAME]"}""", "extra_special_tokens")]
    [InlineData("""{"added_tokens_decoder": {"x": {"content": "a"}}}""", "added_tokens_decoder")]
    [InlineData("""{"tokenizer_class": "BertJapaneseTokenizer"}""", "tokenizer_class")]
    public void Load_KeyThatWouldChangeIdsAndIsNotSupported_IsNamed(string config, string key)
    {
        using var folder = Folder(config, "{}");

        Assert.Contains(key, Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"do_basic_tokenize": false}""", "do_basic_tokenize")]
    [InlineData("""{"never_split": ["hi"]}""", "never_split")]
    public void Load_KeyOfTheSlowTokenizer_IsARemark(string config, string key)
    {
        using var folder = Folder(config, "{}");

        Assert.Equal(key, Assert.Single(TextTokenizer.Load(folder.Path).Remarks).Key);
    }

    [Theory]
    [InlineData("hi\r\nyou\r\n")]
    [InlineData("hi\n\n\u2028\nyou\n")]
    public void Encode_LineEndingsOfTheVocabulary_ShiftNoId(string end)
    {
        using var folder = Folder("{}", "{}");
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + end);
        var lines = end.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var ids = new int[4];
        TextTokenizer.Load(folder.Path).Encode("hi you", ids);

        Assert.Equal([2, 5 + lines.IndexOf("hi"), 5 + lines.IndexOf("you"), 3], ids);
    }

    private static TemporaryFolder Folder(string config, string map)
    {
        var folder = new TemporaryFolder();
        folder.Write("vocab.txt", Vocabulary);
        folder.Write("tokenizer_config.json", config);
        folder.Write("special_tokens_map.json", map);
        return folder;
    }

    private static TemporaryFolder JsonFolder(string processor, string normalizer, string truncation, string config)
    {
        var folder = new TemporaryFolder();
        var vocabulary = string.Join(", ", Vocabulary.Trim().Split('\n').Select((token, id) => $"\"{token}\": {id}"));
        folder.Write("tokenizer.json", $$"""
            {"version": "1.0", "truncation": {{truncation}}, "added_tokens": [], "normalizer": {{normalizer}}, "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {{processor}}, "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": { {{vocabulary}} } } }
            """);
        folder.Write("tokenizer_config.json", config);
        return folder;
    }

    private static string Encode(TemporaryFolder folder, string text)
    {
        var tokenizer = TextTokenizer.Load(folder.Path);
        var ids = new int[tokenizer.MaxTokenCount(text.Length)];
        return Tokens(tokenizer, ids.AsSpan(0, tokenizer.Encode(text, ids)));
    }

    private static string Tokens(TextTokenizer tokenizer, ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            text.Append(tokenizer.TokenOf(id)).Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Writes the vocabulary as tokenizer.json, which leaves case alone.</summary>
    private static string Json(string settings) => $$$"""
        {"version": "1.0", {{{settings}}}, "added_tokens": [], "normalizer": {"type": "BertNormalizer", "lowercase": false}, "pre_tokenizer": {"type": "BertPreTokenizer"},
         "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": { {{{string.Join(',', Vocabulary.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((token, id) => $"\"{token}\":{id}"))}}} } }
         }
        """;
}
