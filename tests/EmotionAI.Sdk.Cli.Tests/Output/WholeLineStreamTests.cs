using System.Text;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class WholeLineStreamTests
{
    [Fact]
    public void Write_HalfALine_IsKeptUntilItsEndOrAFlush()
    {
        using var output = new MemoryStream();
        using var lines = new WholeLineStream(output);

        lines.Write("ab"u8);
        Assert.Equal("", Text(output));
        lines.Write("c\nde\nf"u8);
        Assert.Equal("abc\nde\n", Text(output));
        lines.Flush();
        Assert.Equal("abc\nde\nf", Text(output));
        lines.Write("g\n"u8);
        Assert.Equal("abc\nde\nfg\n", Text(output));
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
