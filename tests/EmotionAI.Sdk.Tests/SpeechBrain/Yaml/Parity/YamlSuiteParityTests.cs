using System.Text;
using EmotionAI.SpeechBrain.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Parity;

/// <summary>yaml-test-suite, data branch 6ad3d2c: what must fail fails, and the bounds never refuse what is right.</summary>
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
    public void Parse_ValidCases_GiveATreeOrATypedRefusal()
    {
        var refused = new List<string>();
        var cases = YamlSuite.Read();
        Assert.Equal(Cases, cases.Count);
        foreach (var item in cases.Where(item => !item.MustFail))
        {
            try
            {
                var root = YamlReader.Parse(Encoding.UTF8.GetBytes(item.Text), item.Name, EmotionLimits.Default);
                Assert.True(root.Aliases > 0 || root.Depth == item.Depth, $"{item.Name}: {root.Depth} levels read, {item.Depth} there");
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
