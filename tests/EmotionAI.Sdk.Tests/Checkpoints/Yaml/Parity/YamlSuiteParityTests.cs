using System.Text;
using EmotionAI.Checkpoints.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Checkpoints.Yaml.Parity;

/// <summary>yaml-test-suite, data branch 6ad3d2c: what must fail fails, and the scan in front never refuses what is right.</summary>
public sealed class YamlSuiteParityTests(ITestOutputHelper output)
{
    private const int Cases = 402;
    private const int MustFail = 94;

    /// <summary>Valid texts that YamlDotNet 18.1 itself cannot read: empty keys, tabs on lines of blanks, and the like.</summary>
    private const int ParserGaps = 6;

    [Fact]
    public void Parse_ErrorCases_AreRefused()
    {
        var cases = YamlSuite.Read().Where(item => item.MustFail).ToList();
        var accepted = new List<string>();
        foreach (var item in cases)
        {
            try
            {
                YamlReader.Parse(Encoding.UTF8.GetBytes(item.Text), item.Name, EmotionLimits.Default);
                accepted.Add(item.Name);
            }
            catch (EmotionAIException)
            {
            }
        }

        output.WriteLine($"refused {cases.Count - accepted.Count} of {cases.Count}; accepted: {string.Join(' ', accepted)}");
        Assert.Equal(MustFail, cases.Count);
        Assert.Empty(accepted);
    }

    [Fact]
    public void Check_ValidCases_SeesNoMoreDepthThanThereIs()
    {
        var cases = YamlSuite.Read();
        var wrong = cases
            .Where(item => !item.MustFail)
            .Select(item => (item.Name, Expected: item.Depth, Seen: YamlPreScan.Check(item.Text, item.Name, EmotionLimits.Default)))
            .Where(item => item.Seen > item.Expected || item.Seen < (item.Expected + 1) / 2)
            .Select(item => $"{item.Name}: {item.Seen} seen, {item.Expected} there")
            .ToList();

        Assert.Equal(Cases, cases.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Parse_ValidCases_GiveATreeOrATypedRefusal()
    {
        var refused = new List<string>();
        foreach (var item in YamlSuite.Read().Where(item => !item.MustFail))
        {
            try
            {
                YamlReader.Parse(Encoding.UTF8.GetBytes(item.Text), item.Name, EmotionLimits.Default);
            }
            catch (EmotionAIException e)
            {
                refused.Add($"{item.Name} {e.Code}");
                Assert.NotEqual(EmotionErrorCodes.LimitExceeded, e.Code);
            }
        }

        output.WriteLine(string.Join('\n', refused));
        Assert.InRange(refused.Count(line => line.EndsWith(EmotionErrorCodes.FormatInvalid, StringComparison.Ordinal)), 0, ParserGaps);
    }
}
