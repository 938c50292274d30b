using System.Text;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain.Malformed;

public sealed class LabelEncoderFileMalformedTests
{
    [Theory]
    [InlineData("", "no labels")]
    [InlineData("================\n'starting_index' => 0\n", "no labels")]
    [InlineData("'a' => 0\n'b'\n", "line 2")]
    [InlineData("'a' => 0\n'b' => x\n", "'x' is no index")]
    [InlineData("'a' => 0\n'b' => 1.0\n", "'1.0' is no index")]
    [InlineData("'a' => 0\n'b' => 99999999999999999999\n", "is no index")]
    [InlineData("'a' => 0\n'b' => 0\n", "'a' and 'b' share the index 0")]
    [InlineData("'a' => 0\n'a' => 1\n", "'a' is also on line 1")]
    [InlineData("'a' => 9\n'b' => 1\n", "index 9 of 'a' is out of range")]
    [InlineData("'a' => 9\n'b' => 1\n", "Missing: 0")]
    [InlineData("'a' => -1\n", "index -1")]
    [InlineData("'a' => 1\n'b' => 2\n", "index 2 of 'b'")]
    [InlineData("a => 0\n", "no string and no integer")]
    [InlineData("('a', 'b') => 0\n", "no string and no integer")]
    [InlineData("None => 0\n", "no string and no integer")]
    [InlineData("1.5 => 0\n", "no string and no integer")]
    [InlineData("b'a' => 0\n", "no string and no integer")]
    [InlineData("'a => 0\n", "closing quote")]
    [InlineData("'a\" => 0\n", "closing quote")]
    [InlineData("'a'b' => 0\n", "after its closing quote")]
    [InlineData("'a' + 'b' => 0\n", "after its closing quote")]
    [InlineData("'' => 0\n", "is empty")]
    [InlineData("'\\N{DASH}' => 0\n", "escape")]
    [InlineData("'\\xg0' => 0\n", "escape")]
    [InlineData("'\\u12' => 0\n", "escape")]
    [InlineData("'\\U00110000' => 0\n", "escape")]
    [InlineData("'\\' => 0\n", "closing quote")]
    [InlineData("'\\ud83d' => 0\n", "surrogate")]
    public void Parse_Rejection_NamesWhatIsWrong(string text, string about)
    {
        var e = Assert.Throws<EmotionAIException>(() => LabelEncoderFile.Parse(Encoding.UTF8.GetBytes(text), "label_encoder.txt"));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
        Assert.Contains("label_encoder.txt", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_AreRefused()
    {
        var e = Assert.Throws<EmotionAIException>(() => LabelEncoderFile.Parse([(byte)'\'', 0xFF, (byte)'\''], "label_encoder.txt"));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, e.Code);
    }
}
