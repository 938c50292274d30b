using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Tests.Datasets;

public sealed class NumberedLinesTests
{
    [Fact]
    public void Next_AnyLineEnds_GivesTheLinesOfTheRuntime()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => "ab\r\n\n\r"[random.Next(6)]));
            var lines = new NumberedLines(new Dripping(text, random), "x", null);
            using var expected = new StringReader(text);
            var number = 0;
            while (expected.ReadLine() is { } line)
            {
                Assert.Equal((line, ++number), (lines.Next(), lines.Line));
            }

            Assert.Null(lines.Next());
            Assert.Equal(number, lines.Line);
        }
    }

    [Fact]
    public void Next_LineWithoutEnd_IsBounded()
    {
        var fault = Assert.Throws<EmotionAIException>(() => new NumberedLines(new Endless(), "x", null).Next());

        Assert.Equal(EmotionErrorCodes.LimitExceeded, fault.Code);
        Assert.Contains("'x': line 1 ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain text, nothing else\n")]
    [InlineData("naïve café\n")]
    [InlineData("one\0zero among many letters\n")]
    [InlineData("a\0b\0\0\0c\0\0d")]
    public void Read_Utf8_IsNeverTakenForUtf16(string text)
    {
        using var reader = new EncodedReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text, reader.ReadToEnd());
    }

    private sealed class Dripping(string text, Random random) : TextReader
    {
        private int _next;

        public override int Read(char[] buffer, int index, int count)
        {
            var length = Math.Min(Math.Min(count, 1 + random.Next(3)), text.Length - _next);
            text.CopyTo(_next, buffer, index, length);
            _next += length;
            return length;
        }
    }

    private sealed class Endless : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('x');
            return count;
        }
    }
}
