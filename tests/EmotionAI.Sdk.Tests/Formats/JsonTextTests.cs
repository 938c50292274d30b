using System.Text;
using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Tests.Formats;

public sealed class JsonTextTests
{
    private const string Json = """{"a": "é😀"}""";

    public static TheoryData<byte[]> Marked => [
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Json)],
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Json)],
        [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Json)],
    ];

    [Theory]
    [MemberData(nameof(Marked), DisableDiscoveryEnumeration = true)]
    public void Parse_ByteOrderMark_IsSkipped(byte[] bytes) => Assert.Equal("é😀", Parse(bytes).GetProperty("a").GetString());

    [Theory]
    [InlineData("""{"\ud800": 1, "top": 2}""")]
    [InlineData("""{"x": ["a\udc00b", "\\ud800", "\ud83d\ude00"], "\ud83d": {}, "top": 2}""")]
    [InlineData("""{"x": "\uD83D\u0041", "top": 2}""")]
    public void Parse_HalfCharacterThatNobodyReads_DisturbsNobody(string json)
    {
        var root = Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal(2, root.GetProperty("top").GetInt32());
        Assert.All(root.EnumerateObject(), property => Assert.NotEmpty(property.Name));
    }

    [Fact]
    public void Parse_WholeCharacters_StayAsTheyAre() =>
        Assert.Equal(["\\ud800", "😀", "\uFFFD"], Parse("""["\\ud800", "\ud83d\ude00", "\ufffd"]"""u8.ToArray()).EnumerateArray().Select(item => item.GetString()));

    [Theory]
    [InlineData("""{"x": "\ud801", "ids": {"0": "a", "1": {"b": ["c", "\ud83d"]}}}""", "ids.1.b.[]", "\\ud83d")]
    [InlineData("""{"ids": [[], {"a": 1}, "\uDC01"]}""", "ids.[]", "\\uDC01")]
    public void Parse_HalfCharacterInAName_IsRefusedByKey(string json, string key, string found)
    {
        var e = Assert.Throws<EmotionAIException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(json), "folder/file.json", new JsonDocumentOptions { AllowDuplicateProperties = false }, keys => keys is ["ids", ..]));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, key), (e.Code, e.Key));
        Assert.Contains($"'file.json', {key}: found {found},", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [InlineData(new byte[] { })]
    public void Parse_BytesThatAreNoText_AreRefused(byte[] bytes) =>
        Assert.Equal(EmotionErrorCodes.FormatInvalid, Assert.Throws<EmotionAIException>(() => Parse(bytes)).Code);

    private static JsonElement Parse(byte[] bytes) => JsonText.Parse(bytes, "file.json", new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
}
