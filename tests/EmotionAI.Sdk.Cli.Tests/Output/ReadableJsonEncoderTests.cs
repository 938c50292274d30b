using System.Buffers;
using System.Text;
using System.Text.Json;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class ReadableJsonEncoderTests
{
    [Theory]
    [InlineData("😀 é 中 <b>'&", "\"😀 é 中 <b>'&\"")]
    [InlineData("\"\\\n\r\t\b\f\u0001\u001f", "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f\"")]
    [InlineData("\u007f\u2028\ufeff\ue000", "\"\u007f\u2028\ufeff\ue000\"")]
    public void Encode_Text_EscapesOnlyWhatItMust(string text, string expected) => Assert.Equal(expected, Write(text));

    [Fact]
    public void Encode_LoneSurrogates_AreReplacedAndPairsKept()
    {
        Assert.Equal("\"a\ufffd\"", Write("a\ud83d"));
        Assert.Equal("\"\ufffd😀\ufffd\"", Write("\ude00\ud83d\ude00\ud83d"));
    }

    [Fact]
    public void Encode_EveryUnit_ReadsBackAsItselfOrReplaced()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var text = new string([(char)unit, 'x', (char)unit]);
            var expected = char.IsSurrogate((char)unit) ? "\ufffdx\ufffd" : text;

            Assert.Equal(expected, JsonSerializer.Deserialize<string>(Write(text)));
        }
    }

    [Fact]
    public void Encode_LongTextWithPairs_ReadsBack()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => i % 7 == 0 ? "\"" : "😀a"));

        Assert.Equal(text, JsonSerializer.Deserialize<string>(Write(text)));
    }

    private static string Write(string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance }))
        {
            json.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
