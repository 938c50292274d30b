using System.Text;
using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Malformed;

public sealed class YamlReaderMalformedTests
{
    [Theory]
    [InlineData("a: 1\na: 2\n", EmotionErrorCodes.FormatInvalid, "'a' is given twice")]
    [InlineData("a: 1\n'a': 2\n", EmotionErrorCodes.FormatInvalid, "'a' is given twice")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x\n", EmotionErrorCodes.FormatUnsupported, "'<<'")]
    [InlineData("a: 1\n---\nb: 2\n", EmotionErrorCodes.FormatUnsupported, "second document")]
    [InlineData("a: *b\n", EmotionErrorCodes.FormatInvalid, "'*b'")]
    [InlineData("a: &b [*b]\n", EmotionErrorCodes.FormatInvalid, "'*b'")]
    [InlineData("&b [1, &b [*b]]\n", EmotionErrorCodes.FormatInvalid, "'*b'")]
    [InlineData("? [a]\n: b\n", EmotionErrorCodes.FormatUnsupported, "collection as its key")]
    [InlineData("a: &x b\n*x : c\n", EmotionErrorCodes.FormatUnsupported, "alias as its key")]
    [InlineData("a: [1\n", EmotionErrorCodes.FormatInvalid, "line")]
    [InlineData("a: 'b\n", EmotionErrorCodes.FormatInvalid, "line")]
    [InlineData("a: b: c\n", EmotionErrorCodes.FormatInvalid, "line")]
    [InlineData("a:\n\t- b\n", EmotionErrorCodes.FormatInvalid, "line")]
    [InlineData("-\t- a\n", EmotionErrorCodes.FormatInvalid, "tab")]
    [InlineData("a: [b,\n\tc]\n", EmotionErrorCodes.FormatInvalid, "tab")]
    [InlineData("a: \"b\n\tc\"\n", EmotionErrorCodes.FormatInvalid, "tab")]
    [InlineData("a: é😀\r\nb: \"c\r\n\td\"\r\n", EmotionErrorCodes.FormatInvalid, "line 3: a tab")]
    [InlineData("a: 'é😀\u2028\u2028 x'\nb: [c,\n\td]\n", EmotionErrorCodes.FormatInvalid, "line 5: a tab")]
    [InlineData("a:\n  - |\n    b\n  -\t- c\n", EmotionErrorCodes.FormatInvalid, "line 4: a tab")]
    [InlineData("%YAML 1.2#x\n---\na: 1\n", EmotionErrorCodes.FormatInvalid, "%YAML")]
    [InlineData("a: !x!y z\n", EmotionErrorCodes.FormatInvalid, "line")]
    [InlineData("a: \u0001\n", EmotionErrorCodes.FormatInvalid, "U+0001")]
    [InlineData("a: \0\n", EmotionErrorCodes.FormatInvalid, "U+0000")]
    [InlineData("a: \"\\ud800\"\n", EmotionErrorCodes.FormatInvalid, "YAML")]
    public void Parse_Rejection_NamesWhatIsWrong(string text, string code, string about)
    {
        var e = Assert.Throws<EmotionAIException>(() => YamlReader.Parse(Encoding.UTF8.GetBytes(text), "dir/t.yaml", EmotionLimits.Default));

        Assert.Equal(code, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
        Assert.Contains("dir/t.yaml", e.Message, StringComparison.Ordinal);
        Assert.Equal("dir/t.yaml", e.Path);
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_NamesTheOffset()
    {
        var e = Assert.Throws<EmotionAIException>(() => YamlReader.Parse([(byte)'a', (byte)':', (byte)' ', 0xC3, 0x28], "t.yaml", EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, e.Code);
        Assert.Equal(3, e.Offset);
    }

    [Fact]
    public void Read_FileThatIsMissingOrAFolder_IsTyped()
    {
        var missing = Assert.Throws<EmotionAIException>(() => YamlReader.Read(Path.Combine(AppContext.BaseDirectory, "no-such.yaml"), EmotionLimits.Default));
        var folder = Assert.Throws<EmotionAIException>(() => YamlReader.Read(AppContext.BaseDirectory, EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FileMissing, missing.Code);
        Assert.Equal(EmotionErrorCodes.FileUnreadable, folder.Code);
    }
}
