using EmotionAI.Bundles;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Cli.Tests.Input;

/// <summary>A <c>labels.json</c> means the same to a model that is loaded and to predictions that are measured.</summary>
public sealed class LabelFormsTests
{
    public static TheoryData<string, string?> Forms => new()
    {
        { """["joy", "fear"]""", "joy fear" },
        { """{"labels": ["joy", "fear"]}""", "joy fear" },
        { """{"1": "fear", "0": "joy"}""", "joy fear" },
        { """{"fear": 1, "joy": 0}""", "joy fear" },
        { """{"fear": 1.0, "joy": 0e0}""", "joy fear" },
        { "[1, 2]", "1 2" },
        { """{"0": 1, "1": 2}""", "1 2" },
        { """{"1": 0, "2": 1}""", "1 2" },
        { """{"1": 0, "0": 1}""", "1 0" },
        { """{"0": 1, "1": 2, "2": 0}""", null },
        { """{"0": "joy", "00": "fear"}""", null },
        { """{"0": "joy", "0": "fear"}""", null },
        { """{"0": "joy", "2": "fear"}""", null },
        { """{"joy": 0, "fear": 0}""", null },
        { """{"joy": 0, "fear": 1.5}""", null },
        { """["joy", "joy"]""", null },
        { """["joy", ""]""", null },
        { """["joy", null]""", null },
        { "[]", null },
        { "{}", null },
        { "\"joy\"", null },
        { """["joy", "\ud800"]""", null },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_ByEither_IsTheSame(string json, string? expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("labels.json", json);
        var problems = new BundleProblems(folder.Path);

        var loaded = LabelsReader.ReadFile(path, EmotionLimits.Default, problems);
        var refusal = Record.Exception(() => LabelsFile.Read(path));

        Assert.Equal(expected?.Split(' '), loaded);
        Assert.Equal(expected is null, problems.HasErrors);
        if (expected is null)
        {
            Assert.Contains(path, Assert.IsType<EmotionAIException>(refusal).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected.Split(' '), LabelsFile.Read(path));
        }
    }
}
