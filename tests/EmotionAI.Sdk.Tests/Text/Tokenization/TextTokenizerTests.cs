using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>What the tokenizer offers besides ids.</summary>
public sealed class TextTokenizerTests
{
    [Theory]
    [InlineData("bert-uncased", 100, 101, 102, 0, 103, 2)]
    [InlineData("roberta-bpe-4x", 3, 0, 2, 1, 4, 2)]
    [InlineData("modernbert-bpe-4x", 4012, 4013, 4014, 4015, 4016, 2)]
    [InlineData("xlmr-unigram-spm-only", 3, 0, 2, 1, 4001, 2)]
    public void Roles_OfEveryFamily_AreThoseOfTheFiles(string name, int unknown, int classifier, int separator, int pad, int mask, int added)
    {
        var tokenizer = Load(name);

        Assert.Equal((unknown, classifier, separator, pad, mask, added), (tokenizer.UnknownTokenId, tokenizer.ClassifierTokenId, tokenizer.SeparatorTokenId, tokenizer.PadTokenId, tokenizer.MaskTokenId, tokenizer.AddedTokenCount));
        Assert.Equal(mask, tokenizer.IdOf(tokenizer.TokenOf(mask)!));
        Assert.Null(tokenizer.IdOf("no such token"));
    }

    [Theory]
    [InlineData("bert-uncased", "Hello [MASK], you're naïve!", "hello, you ' re naive!")]
    [InlineData("roberta-bpe-4x", "Hello <mask>, you're naïve! 😂", "Hello, you're naïve! 😂")]
    [InlineData("modernbert-bpe-4x", "Hello  you're\nnaïve", "Hello  you're\nnaïve")]
    public void Decode_WithoutSpecialTokens_GivesTheTextAsItWasRead(string name, string text, string expected)
    {
        var tokenizer = Load(name);
        var ids = new int[tokenizer.MaxTokenCount(text.Length)];
        var count = tokenizer.Encode(text, ids);

        Assert.Equal(expected, tokenizer.Decode(ids.AsSpan(0, count)));
        Assert.Contains("mask", tokenizer.Decode([.. ids[..count], tokenizer.MaskTokenId!.Value], skipSpecialTokens: false), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", tokenizer.Decode([int.MaxValue, -1]));
    }

    [Theory]
    [InlineData("left", "you you you you|hi you you you")]
    [InlineData("right", "hi you you you|you you you you")]
    public void EncodeWindows_EitherSide_BeginsThere(string side, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhi\nyou\n");
        folder.Write("tokenizer_config.json", $$"""{"truncation_side": "{{side}}"}""");
        var tokenizer = TextTokenizer.Load(folder.Path);
        var text = "hi you you you you";

        var windows = tokenizer.EncodeWindows(text, maxLength: 6, stride: 3);

        Assert.Equal(expected, string.Join('|', windows.Select(window => string.Join(' ', window.Offsets.ToArray()[1..^1].Select(range => text[range])))));
        Assert.All(windows, window => Assert.Equal((2, 3, 6), (window.InputIds.Span[0], window.InputIds.Span[^1], window.InputIds.Length)));
        Assert.Equal([2, 3], Assert.Single(tokenizer.EncodeWindows("", 6, 3)).InputIds.ToArray());
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(2, 0)]
    [InlineData(9, -1)]
    public void EncodeWindows_NoRoomForAStep_IsRefused(int maxLength, int stride)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Load("bert-uncased").EncodeWindows("hello", maxLength, stride));
    }

    [Fact]
    public void Encode_TooLittleRoom_IsRefused()
    {
        var tokenizer = Load("bert-uncased");

        Assert.Equal("inputIds", Assert.Throws<ArgumentException>(() => tokenizer.Encode("hi", new int[1])).ParamName);
        Assert.Equal("offsets", Assert.Throws<ArgumentException>(() => tokenizer.Encode("hi", new int[4], new Range[3], out _)).ParamName);
        Assert.Equal("offsets", Assert.Throws<ArgumentException>(() => tokenizer.EncodeWithoutSpecialTokens("hi", new int[4], new Range[3], out _)).ParamName);
    }

    [Fact]
    public void Encode_PrefixSpaceOfTheFileThatTheClassOverrules_IsARemark()
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "text", "tokenizer", "roberta-bpe-4x"));
        folder.Write("tokenizer_config.json", """{"tokenizer_class": "RobertaTokenizer", "add_prefix_space": true}""");
        var tokenizer = TextTokenizer.Load(folder.Path);
        var ids = new int[4];

        Assert.Equal("pre_tokenizer.add_prefix_space", Assert.Single(tokenizer.Remarks).Key);
        tokenizer.Encode("hello", ids);
        Assert.StartsWith("Ġ", tokenizer.TokenOf(ids[1]), StringComparison.Ordinal);
    }

    private static TextTokenizer Load(string name) => TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
}
