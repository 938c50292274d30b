using System.CommandLine;
using EmotionAI.Formats;

namespace EmotionAI.Cli;

/// <summary>Says which verb, subcommand or option is meant by a word that is none.</summary>
internal static class Suggestion
{
    /// <summary>Finds what is meant where a verb or subcommand was expected and another word stands.</summary>
    public static IEnumerable<string> ForCommands(ParseResult result)
    {
        var command = result.CommandResult.Command;
        return command.Subcommands.Count > 0 && result.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith('-')) is { } written && Commands(command, written) is [_, ..] meant
            ? [$"Did you mean {string.Join(" or ", meant.Select(one => $"'{PathOf(one)}'"))}?"]
            : [];
    }

    /// <summary>Finds the option that is meant, as a sentence after a space; empty where none is near.</summary>
    public static string ForOption(ParseResult result, string written)
    {
        var names = result.CommandResult.Command.Options.Concat(result.RootCommandResult.Command.Options.Where(option => option.Recursive)).Where(option => !option.Hidden).Select(option => option.Name);
        return KeySlip.Find(written.Split('=')[0], names) is { } meant ? $" Did you mean '{meant}'?" : "";
    }

    /// <summary>Gets the words that lead to a command, without the name of the tool.</summary>
    public static string PathOf(Command command)
    {
        List<string> names = [];
        for (var symbol = (Symbol?)command; symbol is not null and not RootCommand; symbol = symbol.Parents.FirstOrDefault())
        {
            names.Insert(0, symbol.Name);
        }

        return string.Join(' ', names);
    }

    /// <summary>Finds the command here whose name is near; else those of this very name that lie elsewhere, as of 'text' without 'classify'.</summary>
    private static Command[] Commands(Command here, string written)
    {
        if (KeySlip.Find(written, here.Subcommands.Select(command => command.Name)) is { } near)
        {
            return [here.Subcommands.First(command => command.Name == near)];
        }

        var root = here;
        while (root.Parents.OfType<Command>().FirstOrDefault() is { } parent)
        {
            root = parent;
        }

        return [.. All(root).Where(command => command.Name == written)];
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(one => All(one).Prepend(one));
}
