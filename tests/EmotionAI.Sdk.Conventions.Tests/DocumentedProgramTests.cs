namespace EmotionAI.Conventions;

/// <summary>Every block of C# in the pages is a whole <c>Program.cs</c>: pasted into a new console application (of a page that begins with <c>dotnet new web</c>, into that) with the packages that the page names, it compiles.</summary>
public sealed class DocumentedProgramTests
{
    private const string Package = "EmotionAI.Sdk";

    public static TheoryData<string> Pages =>
        [.. DocumentationTests.AllPages.Concat(Repository.Files("src").Where(file => Path.GetFileName(file) == "README.md")).Where(page => MarkdownBlocks.Of(page, "csharp").Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_OfEachPage_CompilesAsPasted(string page)
    {
        var packages = MarkdownBlocks.Packages(page);

        var faults = MarkdownBlocks.Of(page, "csharp").SelectMany(program => ConsoleApplication.Compile(program, packages, MarkdownBlocks.IsWeb(page)), (program, fault) => $"{page}, '{program.Split('\n')[^1]}': {fault}");

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("var score = 1;\nConsole.WriteLine(score + path);", "CS0103")]
    [InlineData("using var classifier = TextEmotionClassifier.LoadDefault();", "CS0103")]
    [InlineData("using EmotionAI.Evaluation;\nConsole.WriteLine(1);", "CS0234")]
    [InlineData("string text = null;\nConsole.WriteLine(text);", "CS8600")]
    [InlineData("internal sealed class Inbox;", "CS5001")]
    public void Compile_ProgramThatDoesNotWork_SaysWhy(string program, string code) =>
        Assert.Contains(ConsoleApplication.Compile(program, [Package]), fault => fault.Contains(code, StringComparison.Ordinal));

    [Fact]
    public void Compile_ProgramThatWorks_SaysNothing() =>
        Assert.Empty(ConsoleApplication.Compile("using EmotionAI.Text;\nusing var classifier = TextEmotionClassifier.LoadDefault();\nConsole.WriteLine(classifier.Metadata.Labels.Count);", [Package]));
}
