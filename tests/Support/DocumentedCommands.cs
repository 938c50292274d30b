using System.Text.RegularExpressions;

namespace EmotionAI.Tests;

/// <summary>Finds the calls of a tool that the pages show in their blocks of shell commands.</summary>
internal static partial class DocumentedCommands
{
    private static readonly string[] Folders = ["docs", "src", "samples", "deploy"];

    /// <summary>Gives the calls of a tool, without its name, with the page of each.</summary>
    public static IEnumerable<(string Page, string Arguments)> Of(string tool) =>
        from page in Pages()
        from block in Block().Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
        from line in block.Groups["code"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        from call in Separator().Split(line)
        let command = End().Replace(call, "").Trim()
        where command == tool || command.StartsWith($"{tool} ", StringComparison.Ordinal)
        select (Path.GetRelativePath(Goldens.Repository, page), command[tool.Length..].Trim());

    /// <summary>Divides arguments as a shell does.</summary>
    public static string[] Split(string arguments) =>
        [.. Argument().Matches(arguments).Select(match => Quote().Replace(match.Value, part => part.Groups["text"].Value))];

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Goldens.Repository, "*.md")
        .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Goldens.Repository, folder), "*.md", SearchOption.AllDirectories)));

    [GeneratedRegex("^```sh\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@" (?:\||&&|;) ")]
    private static partial Regex Separator();

    /// <summary>A comment, or where the output goes.</summary>
    [GeneratedRegex(@"\s+(?:#|\d?>).*$")]
    private static partial Regex End();

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Argument();

    [GeneratedRegex("""
        "(?<text>[^"]*)"|'(?<text>[^']*)'
        """)]
    private static partial Regex Quote();
}
