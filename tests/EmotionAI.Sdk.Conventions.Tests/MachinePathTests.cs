namespace EmotionAI.Conventions;

public sealed class MachinePathTests
{
    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".yaml", ".yml", ".txt", ".csv", ".sh", ".editorconfig", ".gitignore", ".gitattributes", ".ipynb", ".py", ".mjs", ""];

    /// <summary>The folder whose files are what other programs wrote, with the paths that they write.</summary>
    private const string Goldens = "tests/Goldens/";

    /// <summary>Lists the starts of paths that exist on one machine only, in pieces so that this file does not hold them.</summary>
    private static readonly string[] Starts = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "C:\\Us" + "ers"];

    [Fact]
    public void Files_All_NameNoMachine()
    {
        var wrong = Repository.Files()
            .Where(file => TextExtensions.Contains(Path.GetExtension(file)) && !file.StartsWith(Goldens, StringComparison.Ordinal))
            .SelectMany(file => Repository.ReadLines(file).Where(NamesMachine), (file, line) => $"{file}: {line.Trim()}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void NamesMachine_PathOfADeveloper_IsFound() => Assert.True(NamesMachine("cd /ho" + "me/somebody/emotionai"));

    private static bool NamesMachine(string line) => Starts.Any(start => line.Contains(start, StringComparison.Ordinal));
}
