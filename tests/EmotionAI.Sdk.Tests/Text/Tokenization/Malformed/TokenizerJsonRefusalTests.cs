using System.Text.Json.Nodes;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Malformed;

/// <summary>One small <c>tokenizer.json</c> for each thing that is refused, with the key and what was found.</summary>
public sealed class TokenizerJsonRefusalTests
{
    private const string Valid = """
        {"version": "1.0", "added_tokens": [{"id": 0, "content": "<s>", "special": true}],
         "normalizer": {"type": "NFC"},
         "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
         "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 1], "cls": ["<s>", 0], "trim_offsets": true, "add_prefix_space": false},
         "decoder": {"type": "ByteLevel"},
         "model": {"type": "BPE", "unk_token": null, "vocab": {"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4}, "merges": ["a b"]}}
        """;

    [Theory]
    [InlineData("version", "\"2.0\"", "version: found \"2.0\"; allowed: 1.0")]
    [InlineData("model", "null", "model: found nothing; allowed: WordPiece, BPE or Unigram")]
    [InlineData("model", "3", "model: found something else; allowed: an object")]
    [InlineData("model.type", "\"WordLevel\"", "model.type: found WordLevel; allowed: WordPiece, BPE or Unigram")]
    [InlineData("model.vocab", "null", "model.vocab: found null; allowed: an object of tokens and ids")]
    [InlineData("model.vocab", "[[\"a\", 0]]", "model.vocab: found a list; allowed: an object of tokens and ids")]
    [InlineData("model.vocab", "[\"a\"]", "model.vocab[0]: found \"a\"; allowed: a token and its score")]
    [InlineData("model.vocab", "[[\"a\", \"b\"]]", "model.vocab[0]: found \"b\"; allowed: a token and its score")]
    [InlineData("model.vocab.a", "-1", "model.vocab[\"a\"]: found -1; allowed: a whole number from 0 to 16777215")]
    [InlineData("model.vocab.a", "16777216", "model.vocab[\"a\"]: found 16777216")]
    [InlineData("model.vocab.a", "1.5", "model.vocab[\"a\"]: found 1.5")]
    [InlineData("model.vocab.a", "{}", "model.vocab[\"a\"]: found an object")]
    [InlineData("model.merges", "null", "model.merges: found null; allowed: a list of pairs")]
    [InlineData("model.merges", "[\"ab\"]", "model.merges[0]: found \"ab\"; allowed: two tokens")]
    [InlineData("model.merges", "[\"a b c\"]", "model.merges[0]: found \"a b c\"; allowed: two tokens")]
    [InlineData("model.merges", "[[\"a\"]]", "model.merges[0]: found the end of a list; allowed: two tokens")]
    [InlineData("model.merges", "[[\"a\", \"b\", \"c\"]]", "model.merges[0]: found \"c\"; allowed: two tokens")]
    [InlineData("model.merges", "[3]", "model.merges[0]: found 3; allowed: two tokens")]
    [InlineData("model.merges", "[\"a x\"]", "merges[0]: found 'a x'; allowed: two tokens of the vocabulary")]
    [InlineData("model.merges", "[\"b a\"]", "merges[0]: found 'b a'; allowed: two tokens that make a token of the vocabulary")]
    [InlineData("model.dropout", "0.1", "model.dropout: found 0.1; allowed: null or 0")]
    [InlineData("model.unk_token", "\"?\"", "model.unk_token: found '?'; allowed: a token of the vocabulary, or null")]
    [InlineData("model.unk_token", "3", "model.unk_token: found 3; allowed: a text or null")]
    [InlineData("model.fuse_unk", "\"no\"", "model.fuse_unk: found \"no\"; allowed: true or false")]
    [InlineData("model.end_of_word_suffix", "\"aaaaaaaaaaaaaaaaa\"", "model.end_of_word_suffix: found 'aaaaaaaaaaaaaaaaa'; allowed: at most 16 characters")]
    [InlineData("normalizer", "[]", "normalizer: found a list; allowed: an object or null")]
    [InlineData("normalizer.type", "\"Append\"", "normalizer: found Append; allowed: BertNormalizer")]
    [InlineData("normalizer", "{\"type\": \"Sequence\"}", "normalizer.normalizers: found nothing; allowed: a list")]
    [InlineData("normalizer", "{\"type\": \"Sequence\", \"normalizers\": [3]}", "normalizer.normalizers[0]: found 3; allowed: an object")]
    [InlineData("normalizer", "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"a(?=b)\"}, \"content\": \"\"}", "normalizer.pattern.Regex: found 'a(?=b)'; allowed: a regular expression")]
    [InlineData("normalizer", "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"a*\"}, \"content\": \"\"}", "normalizer.pattern.Regex: found 'a*'")]
    [InlineData("normalizer", "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"(\"}, \"content\": \"\"}", "normalizer.pattern.Regex: found '('")]
    [InlineData("normalizer", "{\"type\": \"Replace\", \"pattern\": {\"String\": \"\"}, \"content\": \"\"}", "normalizer.pattern: found an object; allowed: an object with String or Regex, not empty")]
    [InlineData("normalizer", "{\"type\": \"Replace\", \"pattern\": {\"String\": \"a\"}}", "normalizer.content: found nothing; allowed: a text")]
    [InlineData("normalizer", "{\"type\": \"Prepend\", \"prepend\": 3}", "normalizer.prepend: found 3; allowed: a text")]
    [InlineData("normalizer", "{\"type\": \"Strip\", \"strip_left\": \"yes\"}", "normalizer.strip_left: found \"yes\"; allowed: true or false")]
    [InlineData("pre_tokenizer.type", "\"UnicodeScripts\"", "pre_tokenizer: found UnicodeScripts; allowed: BertPreTokenizer")]
    [InlineData("pre_tokenizer", "{\"type\": \"Metaspace\", \"replacement\": \"__\"}", "pre_tokenizer.replacement: found \"__\"; allowed: one character")]
    [InlineData("pre_tokenizer", "{\"type\": \"Metaspace\", \"prepend_scheme\": \"often\"}", "pre_tokenizer.prepend_scheme: found \"often\"; allowed: \"always\", \"first\" or \"never\"")]
    [InlineData("pre_tokenizer", "{\"type\": \"Split\", \"pattern\": {\"String\": \"a\"}}", "pre_tokenizer.behavior: found nothing; allowed: \"Removed\"")]
    [InlineData("pre_tokenizer", "{\"type\": \"Punctuation\", \"behavior\": \"Lost\"}", "pre_tokenizer.behavior: found \"Lost\"")]
    [InlineData("pre_tokenizer", "{\"type\": \"CharDelimiterSplit\"}", "pre_tokenizer.delimiter: found nothing; allowed: one character")]
    [InlineData("post_processor.type", "\"Other\"", "post_processor: found Other; allowed: TemplateProcessing")]
    [InlineData("post_processor.cls", "[\"<s>\"]", "post_processor.cls: found a list; allowed: a token and its id")]
    [InlineData("post_processor.cls", "[\"<s>\", 1]", "post_processor.cls: found the id 1; allowed: 0, the id of '<s>' in the vocabulary")]
    [InlineData("post_processor.cls", "[\"<s>\", \"0\"]", "post_processor.cls: found \"0\"; allowed: an id of the vocabulary")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\"}", "post_processor.single: found nothing; allowed: a list")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": {\"id\": \"<s>\"}}]}", "post_processor.single: found 0 places for the text; allowed: one")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\", \"single\": [{\"Sequence\": {\"id\": \"A\"}}, {\"Sequence\": {\"id\": \"A\"}}]}", "post_processor.single: found 2 places for the text; allowed: one")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\", \"single\": [\"$A\"]}", "post_processor.single: found \"$A\"; allowed: a SpecialToken with id, or a Sequence")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": {\"id\": \"x\"}}, {\"Sequence\": {}}]}", "post_processor.special_tokens[\"x\"]: found nothing; allowed: an object with ids")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": {\"id\": \"x\"}}, {\"Sequence\": {}}], \"special_tokens\": {\"x\": {\"ids\": []}}}", "post_processor.special_tokens[\"x\"]: found an object; allowed: an object with ids")]
    [InlineData("added_tokens", "[{\"content\": \"x\"}]", "added_tokens: found an object; allowed: objects with content and id")]
    [InlineData("added_tokens", "[{\"content\": \"x\", \"id\": -1}]", "added_tokens: found an object; allowed: objects with content and id")]
    public void Load_ValueThatIsNotSupported_IsRefusedWithItsKey(string key, string value, string expected)
    {
        using var folder = Folder(Changed(key, value));

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("'tokenizer.json'", error.Message, StringComparison.Ordinal);
        Assert.Equal(folder.File("tokenizer.json"), error.Path);
    }

    [Fact]
    public void Load_ValidFile_IsRead()
    {
        using var folder = Folder(Valid);
        var ids = new int[8];

        Assert.Equal([0, 4, 2, 1], ids[..TextTokenizer.Load(folder.Path).Encode("aba", ids)]);
    }

    [Theory]
    [InlineData("", "is not JSON: it is empty.")]
    [InlineData("{", "is not JSON: ")]
    [InlineData("[]", "is not a JSON object.")]
    [InlineData("{\"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}} x", "is not JSON: ")]
    [InlineData("{\"model\": {\"vocab\": {\"a\": 0,}}}", "is not JSON: ")]
    public void Load_NoJson_IsRefused(string json, string expected)
    {
        using var folder = Folder(json);

        Assert.Contains(expected, Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.vocab")]
    [InlineData("model.merges")]
    public void Load_MoreTokensThanTheLimit_IsRefused(string key)
    {
        using var folder = Folder(key == "model.vocab" ? Valid : Changed("model.merges", "[\"a b\", \"a b\", \"a b\", \"a b\", \"a b\", \"a b\"]"));
        var limits = new EmotionLimits { VocabularyTokens = key == "model.vocab" ? 4 : 5 };

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path, limits));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }

    [Fact]
    public void Load_NestedDeeply_IsRefused()
    {
        using var folder = Folder(Changed("normalizer", string.Concat(Enumerable.Repeat("{\"type\": \"Sequence\", \"normalizers\": [", 40)) + string.Concat(Enumerable.Repeat("]}", 40))));

        Assert.Contains("is not JSON", Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RobertaTokenizer", "{\"type\": \"Whitespace\"}", "pre_tokenizer: found another one; allowed: ByteLevel")]
    [InlineData("BertTokenizer", "{\"type\": \"Whitespace\"}", "pre_tokenizer: found another one; allowed: BertPreTokenizer")]
    public void Load_PreTokenizerThatTheClassDoesNotHave_IsRefusedWithTheWayOut(string tokenizerClass, string preTokenizer, string expected)
    {
        using var folder = Folder(Changed("pre_tokenizer", preTokenizer));
        folder.Write("tokenizer_config.json", $$"""{"tokenizer_class": "{{tokenizerClass}}"}""");

        var error = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("PreTrainedTokenizerFast", error.Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder Folder(string json)
    {
        var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", json);
        folder.Write("tokenizer_config.json", """{"tokenizer_class": "PreTrainedTokenizerFast"}""");
        return folder;
    }

    private static string Changed(string key, string value)
    {
        var root = JsonNode.Parse(Valid)!;
        var keys = key.Split('.');
        var parent = keys[..^1].Aggregate(root, (node, name) => node[name]!);
        parent[keys[^1]] = JsonNode.Parse(value, documentOptions: new() { MaxDepth = 256 });
        return root.ToJsonString(new() { MaxDepth = 256 });
    }
}
