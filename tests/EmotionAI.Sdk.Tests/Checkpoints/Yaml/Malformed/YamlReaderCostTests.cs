using System.Text;
using EmotionAI.Checkpoints.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Checkpoints.Yaml.Malformed;

/// <summary>Texts of the largest size allowed, each of one kind: none hangs, whether it is read or refused.</summary>
public sealed class YamlReaderCostTests(ITestOutputHelper output)
{
    private const int Bytes = 64 << 10;
    private const double MaximumMilliseconds = 1000;

    /// <summary>A slow one is measured again: the machine may be busy with something else.</summary>
    private const int Repeats = 5;

    [Fact]
    public void Parse_LargestTextOfEveryKind_IsQuick()
    {
        var worst = 0.0;
        foreach (var piece in (string[])["a: 1\n", "- a\n", "a,", "[a],", "[],", "{},", "'a'", "'", "\"", "\"a\" ", "a\n", "a ", " a", "? a\n: b\n", "? ", ": ", "- ", "# a\n", "#", "|\n", ">\n", "|\n  a\n", "&a ", "&a a\n", "*a ", "!a ", "!", "!!", "%TAG !a! b\n", "%", "---\n", "...\n", "\t", " ", "\n", "\n ", " \n", "\r", "\\", ":", "-", "<", "a:a", "a: b: ", "[a: ", "{a: ", "[?", "(", "é", "\uD83D\uDE00"])
        {
            foreach (var prefix in (string[])["", "a: [", "a: \"", "a: |\n  ", "- "])
            {
                var text = new StringBuilder(prefix, Bytes);
                while (Encoding.UTF8.GetByteCount(piece) + text.Length < Bytes / (piece[0] > 0x7F ? 4 : 1))
                {
                    text.Append(piece);
                }

                var utf8 = Encoding.UTF8.GetBytes(text.ToString());
                var (milliseconds, result) = Measure(utf8);
                for (var again = 0; milliseconds > MaximumMilliseconds / 4 && again < Repeats; again++)
                {
                    milliseconds = Math.Min(milliseconds, Measure(utf8).Milliseconds);
                }

                if (milliseconds > worst)
                {
                    worst = milliseconds;
                    output.WriteLine($"{prefix.ReplaceLineEndings("⏎")} {piece.ReplaceLineEndings("⏎")}: {milliseconds:F1} ms, {result}");
                }
            }
        }

        output.WriteLine($"worst {worst:F1} ms");
        Assert.InRange(worst, 0, MaximumMilliseconds);
    }

    private static (double Milliseconds, string Result) Measure(byte[] utf8)
    {
        var start = ThreadTime.Milliseconds();
        var result = "read";
        try
        {
            YamlReader.Parse(utf8, "t.yaml", EmotionLimits.Default);
        }
        catch (EmotionAIException e)
        {
            result = e.Message;
        }

        return (ThreadTime.Milliseconds() - start, result);
    }
}
