using System.CommandLine;

namespace EmotionAI.Cli.Commands;

/// <summary>Makes the parts of a command that say where texts come from.</summary>
internal static class TextInputOptions
{
    public static Argument<string[]> CreateTexts(string description) => new("TEXT") { Arity = ArgumentArity.ZeroOrMore, Description = description };

    public static Option<string?> CreateInput() => new("--input") { Description = "Reads one text a line from a file, or from standard input with '-'; blank lines are texts too. Of .csv, .tsv and .jsonl a column is read.", HelpName = "FILE" };

    /// <summary>Lets texts come from one place only.</summary>
    public static void Validate(Command command, Argument<string[]> texts, Option<string?> input, CommandConsole console) => command.Validators.Add(result =>
    {
        var hasTexts = result.GetResult(texts) is { Tokens.Count: > 0 };
        var hasInput = result.GetResult(input) is not null;
        if (hasTexts && hasInput)
        {
            result.AddError("Texts and --input exclude each other.");
        }
        else if (!hasTexts && !hasInput && console.IsInputTerminal)
        {
            result.AddError("There is no text. Write it as an argument, name a file with --input FILE, or use --input - to type.");
        }
    });
}
