using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles;

public sealed class LabelsReaderTests
{
    [Theory]
    [InlineData("""["joy", "fear"]""")]
    [InlineData("""{"labels": ["joy", "fear"]}""")]
    [InlineData("""{"1": "fear", "0": "joy"}""")]
    [InlineData("""{"fear": 1, "joy": 0}""")]
    public void ReadFile_EachForm_GivesLabelsInIndexOrder(string json)
    {
        var (labels, problems) = Read(json);

        Assert.Equal<IEnumerable<string>>(["joy", "fear"], labels!);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("[1, 2]", "1 2")]
    [InlineData("""{"0": 1, "1": 2}""", "1 2")]
    [InlineData("""{"1": 0, "2": 1}""", "1 2")]
    [InlineData("""{"1": 0, "0": 1}""", "1 0")]
    [InlineData("""{"0": 0, "1": 1}""", "0 1")]
    public void ReadFile_NumbersAsLabels_AreRead(string json, string expected) => Assert.Equal(expected.Split(' '), Read(json).Labels!);

    [Theory]
    [InlineData("[]", BundleProblemCodes.LabelCount)]
    [InlineData("""["joy", "joy"]""", BundleProblemCodes.LabelDuplicate)]
    [InlineData("""{"0": "joy", "2": "fear"}""", BundleProblemCodes.LabelGap)]
    [InlineData("""{"joy": 0, "fear": 0}""", BundleProblemCodes.LabelDuplicate)]
    [InlineData("""["joy", null]""", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"0": "joy", "00": "fear"}""", BundleProblemCodes.LabelDuplicate)]
    [InlineData("""{"joy": 0, "fear": 1.5}""", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"0": 1, "1": 2, "2": 0}""", BundleProblemCodes.ValueInvalid)]
    [InlineData("\"joy\"", BundleProblemCodes.ValueInvalid)]
    [InlineData("[\"joy\"", EmotionErrorCodes.FormatInvalid)]
    [InlineData("""{"0": "joy", "0": "fear"}""", EmotionErrorCodes.FormatInvalid)]
    public void ReadFile_Fault_IsToldWithItsCode(string json, string code)
    {
        var (labels, problems) = Read(json);

        Assert.Null(labels);
        var problem = Assert.Single(problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal("labels.json", problem.File);
    }

    private static (string[]? Labels, IReadOnlyList<BundleProblem> Problems) Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("labels.json"), json);
        var problems = new BundleProblems(folder.Path);
        return (LabelsReader.ReadFile(folder.File("labels.json"), EmotionLimits.Default, problems), problems.All);
    }
}
