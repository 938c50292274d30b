using System.Text.RegularExpressions;

namespace EmotionAI.Conventions;

public sealed partial class DocumentationTests
{
    private const int LongestReadme = 150;
    private const int LongestPage = 200;

    public static TheoryData<string> Pages => [.. AllPages];

    internal static IEnumerable<string> AllPages => ["README.md", .. Repository.Files("docs").Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Each_IsShort(string page) =>
        Assert.InRange(Repository.ReadLines(page).Length, 1, page == "README.md" ? LongestReadme : LongestPage);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_OfEachPage_IsCodeOfASample(string page)
    {
        var programs = Repository.CSharpFiles("samples").Select(Repository.Read).ToList();

        var strange = MarkdownBlocks.Of(page, "csharp").Where(block => !programs.Exists(program => program.Contains(block, StringComparison.Ordinal)));

        Assert.Empty(strange);
    }

    [Fact]
    public void Code_OfTheReadme_ComesWithItsOutput()
    {
        var outputs = Repository.Files("samples").Where(file => Path.GetFileName(file) == "expected.txt").Select(file => Repository.Read(file).Trim()).ToList();

        var printed = MarkdownBlocks.Of("README.md", "text");

        Assert.NotEmpty(printed);
        Assert.All(printed, block => Assert.Contains(block, outputs));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfEachPage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(page)!;

        var broken = Link().Matches(Repository.Read(page)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, folder, target.Split('#')[0])));

        Assert.Empty(broken);
    }

    [Fact]
    public void ProblemCodes_All_AreDocumented()
    {
        var page = Repository.Read("docs/model-bundle.md");

        var codes = Constant().Matches(Repository.Read("src/EmotionAI.Sdk/Bundles/BundleProblemCodes.cs")).Select(match => match.Groups["value"].Value).ToList();

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void JsonKeys_OfTheTool_AreListed()
    {
        var page = Repository.Read("docs/json-lines.md");

        var keys = Repository.CSharpFiles("src/EmotionAI.Sdk.Cli").SelectMany(file => JsonKey().Matches(Repository.Read(file))).Select(match => match.Groups["key"].Value).Distinct().ToList();

        Assert.True(keys.Count > 50, $"only {keys.Count} keys were found");
        Assert.DoesNotContain(keys, key => !page.Contains($"`{key}`", StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorCodes_All_AreDocumented()
    {
        var page = Repository.Read("docs/troubleshooting.md");

        var codes = Constant().Matches(Repository.Read("src/EmotionAI.Sdk.Abstractions/EmotionErrorCodes.cs")).Select(match => match.Groups["value"].Value).ToList();

        Assert.NotEmpty(codes);
        Assert.DoesNotContain(codes, code => !page.Contains($"| `{code}` |", StringComparison.Ordinal));
    }

    [GeneratedRegex("Write(String|Number|Boolean|StartArray|StartObject|PropertyName|Optional)\\((json, )?\"(?<key>\\w+)\"")]
    private static partial Regex JsonKey();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("const string \\w+ = \"(?<value>[^\"]+)\"")]
    private static partial Regex Constant();
}
