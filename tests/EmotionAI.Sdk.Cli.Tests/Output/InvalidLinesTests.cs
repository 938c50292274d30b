using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class InvalidLinesTests
{
    [Fact]
    public void Describe_ManyLines_CountsAllAndNamesTheFirst()
    {
        var invalid = new InvalidLines();
        for (var pass = 0; pass < 2; pass++)
        {
            for (var line = 2; line <= 2_000; line += 2)
            {
                invalid.Add("x", line, "UTF-8");
            }
        }

        Assert.StartsWith("1,000 lines of 'x' with bytes that are not valid UTF-8: lines 2, 4, 6, 8, 10, …;", Assert.Single(invalid.Describe()), StringComparison.Ordinal);
    }
}
