using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Text;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai tokenize</c>.</summary>
internal sealed class TokenizeCommand
{
    private const int Portion = 256;

    private readonly Argument<string[]> _texts = TextInputOptions.CreateTexts("The texts. Without any, and without --input, standard input is read.");
    private readonly Option<string?> _input = TextInputOptions.CreateInput();
    private readonly InputFormOptions _form = new();
    private readonly Option<string?> _model = new("--model") { Description = $"The model folder. The default is {ModelResolver.TextVariable}, then the model that comes with the tool.", HelpName = "DIR" };

    private TokenizeCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new TokenizeCommand();
        var command = new VerbCommand(
            "tokenize",
            "Prints the tokens of texts as JSON lines, special tokens included and nothing cut off.",
            "emotionai tokenize --model models/tweets \"so happy <3\"",
            "emotionai tokenize --model models/tweets --input reviews.txt > tokens.jsonl")
        {
            verb._texts,
            verb._input,
            verb._model,
        };
        verb._form.AddTo(command, passes: true);
        TextInputOptions.Validate(command, verb._texts, verb._input, console);
        command.RawSymbols = [verb._texts, verb._input];
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _form.TellInvalidLines(console);
        var choice = Models.Choose(ModelModality.Text, result.GetValue(_model), useMocks: null, console);
        if (choice.Directory is not { } directory)
        {
            throw new EmotionAIException(EmotionErrorCodes.ModelNotFound, "A mock has no tokenizer; name a model folder with --model.");
        }

        var texts = result.GetValue(_texts) ?? [];
        using var reader = texts.Length > 0 ? null : TextInput.Open(result.GetValue(_input), console);
        IInputSource<string> source = reader is null
            ? new TextArguments(texts)
            : _form.Texts(result, reader, result.GetValue(_input), Portion, EmotionLimits.Default.TextCharacters, cancellationToken);

        // The files of a tokenizer are enough here; where a whole model is, its warnings count too.
        var bundle = ModelBundle.Inspect(directory, null, choice.Origin);
        using var writer = new TokenWriter(console.Output, TextTokenizer.Load(bundle.ModelDirectory));
        Models.Warn(bundle.Directory, [.. bundle.Problems.Where(problem => problem.Severity == BundleSeverity.Warning)], console);
        var succeeded = true;
        while (source.Read() is { Count: > 0 } items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var item in items)
            {
                succeeded &= writer.Write(item);
            }

            console.Output.Flush();
        }

        return succeeded ? ExitCode.Success : ExitCode.Failure;
    }
}
