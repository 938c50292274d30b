using System.Text.RegularExpressions;

namespace EmotionAI.Conventions;

/// <summary>Reads the fenced blocks of the pages.</summary>
internal static partial class MarkdownBlocks
{
    /// <summary>Finds the blocks of one language.</summary>
    /// <param name="page">The page, relative to the root of the repository.</param>
    /// <param name="language">The word after the fence.</param>
    public static List<string> Of(string page, string language) =>
        [.. Block().Matches(Repository.Read(page)).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value.Trim())];

    /// <summary>Finds the packages that a page tells its reader to add.</summary>
    public static List<string> Packages(string page) =>
        [.. Of(page, "sh").SelectMany(block => Package().Matches(block)).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>Tells whether a page is about an application of ASP.NET Core.</summary>
    public static bool IsWeb(string page) => Of(page, "sh").Exists(block => block.StartsWith("dotnet new web", StringComparison.Ordinal));

    [GeneratedRegex("^```(?<language>\\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^dotnet add package (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Package();
}
