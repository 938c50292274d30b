using System.Text;
using EmotionAI.SpeechBrain.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Malformed;

/// <summary>Texts of the largest size allowed, each of one kind: the work, counted in bytes allocated, grows with the text and no faster, whether it is read or refused.</summary>
public sealed class YamlReaderCostTests(ITestOutputHelper output)
{
    private const int Bytes = 64 << 10;
    private const double LargestGrowth = 3;
    private const long SmallWork = 1 << 20;

    [Fact]
    public void Parse_TwiceTheTextOfEveryKind_TakesAboutTwiceTheWork()
    {
        var worst = 0.0;
        foreach (var piece in (string[])["a: 1\n", "- a\n", "a,", "[a],", "[],", "{},", "'a'", "'", "\"", "\"a\" ", "a\n", "a ", " a", "? a\n: b\n", "? ", ": ", "- ", "# a\n", "#", "|\n", ">\n", "|\n  a\n", "&a ", "&a a\n", "*a ", "!a ", "!", "!!", "%TAG !a! b\n", "%", "---\n", "...\n", "\t", " ", "\n", "\n ", " \n", "\r", "\\", ":", "-", "<", "a:a", "a: b: ", "[a: ", "{a: ", "[?", "(", "é", "\uD83D\uDE00"])
        {
            foreach (var prefix in (string[])["", "a: [", "a: \"", "a: |\n  ", "- "])
            {
                var (half, _) = Measure(Text(prefix, piece, Bytes / 2));
                var (whole, result) = Measure(Text(prefix, piece, Bytes));
                var growth = (double)whole / Math.Max(half, SmallWork);
                if (growth > worst)
                {
                    worst = growth;
                    output.WriteLine($"{prefix.ReplaceLineEndings("⏎")} {piece.ReplaceLineEndings("⏎")}: {half} and {whole} bytes, {result}");
                }
            }
        }

        Assert.InRange(worst, 0, LargestGrowth);
    }

    private static byte[] Text(string prefix, string piece, int bytes)
    {
        var text = new StringBuilder(prefix, bytes);
        while (Encoding.UTF8.GetByteCount(piece) + text.Length < bytes / (piece[0] > 0x7F ? 4 : 1))
        {
            text.Append(piece);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (long Allocated, string Result) Measure(byte[] utf8)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = "read";
        try
        {
            YamlReader.Parse(utf8, "t.yaml", EmotionLimits.Default);
        }
        catch (EmotionAIException e)
        {
            result = e.Message;
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before, result);
    }
}
