using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace EmotionAI.Cli;

/// <summary>Finds arguments that look like options: the parser would take a mistyped option for one more text.</summary>
internal static partial class UnknownOptions
{
    public static IEnumerable<string> Find(ParseResult result) => result.CommandResult.Command is VerbCommand { HandsOver: true } ? [] : result.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument && Option.IsMatch(token.Value))
        .Select(token => $"Unknown option '{token.Value}'.{Suggestion.ForOption(result, token.Value)} If it is not an option, put '--' before it.");

    [GeneratedRegex("^--?[A-Za-z][A-Za-z0-9-]*(=.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Option { get; }
}
