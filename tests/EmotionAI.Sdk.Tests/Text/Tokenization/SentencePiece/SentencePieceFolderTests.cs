using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece;

public sealed class SentencePieceFolderTests
{
    private const string Unknown = "<unk>";

    [Theory]
    [InlineData("XLMRobertaTokenizer", "sentencepiece.bpe.model", "<s> ▁a b </s>", "0 4 5 2", 7)]
    [InlineData("CamembertTokenizer", "sentencepiece.bpe.model", "<s> ▁a b </s>", "5 7 8 6", 10)]
    public void Load_ModelOfRoberta_NumbersTokensAsTheClassDoes(string name, string file, string tokens, string ids, int size)
    {
        using var folder = Folder(name, file, Model([(Unknown, 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁a", -1, 1), ("b", -2, 1)]));

        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal((tokens, ids), Encode(tokenizer, "ab"));
        Assert.Equal(size, tokenizer.VocabularySize);
        Assert.Equal((1, size - 1, 3), (tokenizer.PadTokenId, tokenizer.MaskTokenId, tokenizer.UnknownTokenId));
        Assert.Equal($"{tokens.Split(' ')[0]} ▁a <mask> ▁a </s>", Encode(tokenizer, "a<mask>a").Tokens);
        Assert.Equal("<s> <unk> ▁a </s>", Encode(tokenizer, "漢 a").Tokens);
    }

    [Theory]
    [InlineData("{}", "▁e", "É")]
    [InlineData("""{"keep_accents":true}""", "▁é", "É")]
    [InlineData("""{"do_lower_case":false}""", "▁E", "É")]
    [InlineData("""{"do_lower_case":false,"keep_accents":true}""", "▁É", "É")]
    [InlineData("{}", "▁\"", "''")]
    [InlineData("{}", "▁\"", "``")]
    [InlineData("{}", "▁e ▁e", "e  e")]
    public void Load_ModelOfAlbert_FoldsWhatTheSettingsSay(string settings, string tokens, string text)
    {
        using var folder = Folder("AlbertTokenizer", "spiece.model", Model([("<pad>", 0, 3), (Unknown, 0, 2), ("[CLS]", 0, 3), ("[SEP]", 0, 3), ("[MASK]", 0, 4), ("▁e", -1, 1), ("▁é", -1, 1), ("▁E", -1, 1), ("▁É", -1, 1), ("▁\"", -1, 1)], unknownId: 1), settings);

        Assert.Equal($"[CLS] {tokens} [SEP]", Encode(TextTokenizer.Load(folder.Path), text).Tokens);
    }

    [Theory]
    [InlineData("{}", "▁A ▁ b", " A  b ")]
    [InlineData("""{"do_lower_case":true}""", "▁a ▁ b", "A b")]
    [InlineData("""{"split_by_punct":true}""", "▁ b ▁. ▁ b", "b.b")]
    [InlineData("""{"split_by_punct":false,"vocab_type":"spm"}""", "▁ b [UNK] b", "b.b")]
    [InlineData("{}", "▁A [MASK] ▁A", "A[MASK]A")]
    [InlineData("{}", "[UNK]", "[UNK]")]
    public void Load_ModelOfDeberta_StripsAndSplitsAsTheSettingsSay(string settings, string tokens, string text)
    {
        using var folder = Folder("DebertaV2Tokenizer", "spm.model", Model([("[PAD]", 0, 3), ("[CLS]", 0, 3), ("[SEP]", 0, 3), ("[UNK]", 0, 2), ("▁", -1, 1), ("b", -1, 1), ("▁A", -1, 1), ("▁a", -1, 1), ("▁.", -1, 1)], unknownId: 3), settings);

        var tokenizer = TextTokenizer.Load(folder.Path);

        Assert.Equal($"[CLS] {tokens} [SEP]", Encode(tokenizer, text).Tokens);
        Assert.Equal(9, tokenizer.MaskTokenId);
    }

    [Fact]
    public void Load_ModelOfBytePairs_MergesByScore()
    {
        using var folder = Folder("XLMRobertaTokenizer", "sentencepiece.bpe.model", [
            .. Model([(Unknown, 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁a", -2, 1), ("ab", -1, 1), ("▁", -3, 1), ("a", -4, 1), ("b", -5, 1)]),
            .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 2)),
        ]);

        Assert.Equal(("<s> ▁ ab <unk> b </s>", "0 6 5 3 8 2"), Encode(TextTokenizer.Load(folder.Path), "ab漢字b"));
    }

    [Fact]
    public void Load_ModelWithByteFallback_TellsThatItIsNotUsed()
    {
        using var folder = Folder("XLMRobertaTokenizer", "sentencepiece.bpe.model", [.. Model([(Unknown, 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁a", -1, 1)]), .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(35, 1))]);

        var remark = Assert.Single(TextTokenizer.Load(folder.Path).Remarks);

        Assert.Equal(("trainer_spec.byte_fallback", "true"), (remark.Key, remark.Found));
    }

    [Fact]
    public void Load_ModelOfDebertaWithMap_TellsThatVersionsDisagree()
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", "deberta-v2-unigram-spm-only"));

        Assert.Contains(tokenizer.Remarks, remark => remark.Key == "normalizer_spec.precompiled_charsmap");
    }

    [Theory]
    [InlineData("DebertaV2Tokenizer", """{"vocab_type":"gpt2"}""", EmotionErrorCodes.FormatInvalid, "vocab_type", "found \"gpt2\"; allowed: \"spm\"")]
    [InlineData("AlbertTokenizer", """{"keep_accents":"yes"}""", EmotionErrorCodes.FormatInvalid, "keep_accents", "allowed: true or false")]
    [InlineData("BertTokenizer", "{}", EmotionErrorCodes.FileMissing, null, "a SentencePiece model of a class that takes one")]
    public void Load_SettingThatIsNotSupported_IsRefused(string name, string settings, string code, string? key, string message)
    {
        using var folder = Folder(name, "spm.model", Model([(Unknown, 0, 2), ("▁a", -1, 1)]), settings);

        var thrown = Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path));

        Assert.Equal((code, key), (thrown.Code, thrown.Key));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [SharedFact("golden/text/models/camembert-four")]
    public void Load_ModelOfCamembert_GivesTheIdsOfItsTokenizerJson()
    {
        var golden = Goldens.Path("golden", "text", "models", "camembert-four");
        using var tokenizer = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, "tokenizer.json")));
        var pieces = tokenizer.RootElement.GetProperty("model").GetProperty("vocab").EnumerateArray().Select(piece => (piece[0].GetString()!, (float)piece[1].GetDouble(), 1)).ToList();
        using var folder = Folder("CamembertTokenizer", "sentencepiece.bpe.model", Model([(Unknown, 0, 2), .. pieces.Skip(5).SkipLast(1).Select((piece, index) => index < 2 ? (piece.Item1, piece.Item2, 3) : piece)]));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, "expected.json")));

        var loaded = TextTokenizer.Load(folder.Path);

        var ids = new int[expected.RootElement.GetProperty("max_length").GetInt32()];
        foreach (var (text, wanted) in expected.RootElement.GetProperty("texts").EnumerateArray().Zip(expected.RootElement.GetProperty("input_ids").EnumerateArray()))
        {
            Assert.Equal(wanted.EnumerateArray().Select(id => id.GetInt32()), ids[..loaded.Encode(text.GetString(), ids)]);
        }
    }

    private static (string Tokens, string Ids) Encode(TextTokenizer tokenizer, string text)
    {
        var ids = new int[tokenizer.MaxTokenCount(text.Length)];
        ids = ids[..tokenizer.Encode(text, ids)];
        return (string.Join(' ', ids.Select(tokenizer.TokenOf)), string.Join(' ', ids));
    }

    private static byte[] Model((string Piece, float Score, int Kind)[] pieces, ulong unknownId = 0) =>
        [.. ModelBytes.Of(pieces.Select(piece => ModelBytes.Piece(piece.Piece, piece.Score, piece.Kind))), .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 1), ModelBytes.Number(40, unknownId), ModelBytes.Text(45, Unknown))];

    private static TemporaryFolder Folder(string name, string file, byte[] model, string settings = "{}")
    {
        var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, file), model);
        File.WriteAllText(Path.Combine(folder.Path, "tokenizer_config.json"), $$"""{"tokenizer_class":"{{name}}"{{(settings == "{}" ? "" : ",")}}{{settings[1..]}}""");
        return folder;
    }
}
