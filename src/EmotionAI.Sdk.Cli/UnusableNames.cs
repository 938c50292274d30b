using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionAI.Cli.Input;

namespace EmotionAI.Cli;

/// <summary>Finds names of files that are not UTF-8 where .NET would open or make another file in their place.</summary>
internal static class UnusableNames
{
    private const string Output = "--output";

    public static IEnumerable<string> Find(ParseResult result)
    {
        var usable = (result.CommandResult.Command as VerbCommand)?.RawSymbols ?? [];
        foreach (var child in result.CommandResult.Children)
        {
            var (symbol, name) = child switch
            {
                OptionResult option => ((Symbol)option.Option, option.Option.Name),
                ArgumentResult argument => (argument.Argument, argument.Argument.Name),
                _ => (null, ""),
            };
            if (symbol is not null && !usable.Contains(symbol))
            {
                foreach (var token in child.Tokens.Where(token => RawNames.IsRaw(token.Value) || (name == Output && RawNames.IsOpenFolder(token.Value))))
                {
                    yield return $"{name} is '{RawNames.Display(token.Value)}', which is not UTF-8: of a path to be written, or to any file but the inputs of classify and tokenize, only the folders before the last name may be so. Rename it, or make a link with another name (ln -s).";
                }
            }
        }
    }
}
