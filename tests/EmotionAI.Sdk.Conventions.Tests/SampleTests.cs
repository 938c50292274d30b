namespace EmotionAI.Conventions;

public sealed class SampleTests
{
    private const int LongestProgram = 25;

    public static TheoryData<string> Programs => [.. Repository.CSharpFiles("samples")];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_OfEachSample_IsShort(string program) =>
        Assert.InRange(Repository.ReadLines(program).Length, 1, LongestProgram);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_OfEachSample_HasItsExpectedOutputAndALineInTheList(string program)
    {
        var folder = Path.GetDirectoryName(program)!.Replace('\\', '/');

        Assert.True(Repository.Exists($"{folder}/expected.txt"), $"{folder}/expected.txt is missing.");
        Assert.Contains($"[{Path.GetFileName(folder)}]", Repository.Read("samples/README.md"), StringComparison.Ordinal);
    }
}
