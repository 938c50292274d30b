using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Cli.Running;
using EmotionAI.Text;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai classify text</c>.</summary>
internal sealed class ClassifyTextCommand
{
    /// <summary>Texts are sorted by length before they are put into batches: so many batches at once.</summary>
    private const int BatchesOfPortion = 8;
    private const int LargestPortion = 1_024;
    private const int FewTexts = 16;

    private readonly Argument<string[]> _texts = TextInputOptions.CreateTexts("The texts. Without any, and without --input, standard input is read.");
    private readonly Option<string?> _input = TextInputOptions.CreateInput();
    private readonly InputFormOptions _form = new();
    private readonly ClassifyOptions _options = new(ModelResolver.TextVariable, new TextEmotionOptions().BatchSize);

    private readonly LongTextOptions _long = new();

    private ClassifyTextCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new ClassifyTextCommand();
        var command = new VerbCommand(
            "text",
            "Finds the emotions in texts: one an argument, or one a line.",
            "emotionai classify text \"I can't believe we won!\"",
            "emotionai classify text --input reviews.txt --format jsonl > emotions.jsonl",
            "cat reviews.txt | emotionai classify text --model models/tweets --top-k 3",
            "emotionai classify text --input speeches.txt --long windows --aggregate max",
            "emotionai classify text \"I hate waiting\" --explain anger",
            "emotionai classify text --all-scores -- \"-- said nobody, ever\"")
        {
            verb._texts,
            verb._input,
        };
        verb._options.AddTo(command);
        verb._long.AddTo(command);
        verb._form.AddTo(command, passes: true);
        TextInputOptions.Validate(command, verb._texts, verb._input, console);
        command.RawSymbols = [verb._texts, verb._input];
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _form.TellInvalidLines(console);
        var options = new TextEmotionOptions { Threads = _options.Threads(result) };
        options.BatchSize = _options.BatchSize(result) ?? options.BatchSize;
        _long.Apply(result, options);
        var texts = result.GetValue(_texts) ?? [];

        // Weights in the order of the kernels pay from some dozens of texts on.
        options.PrepackWeights = texts.Length is 0 or > FewTexts;
        using var reader = texts.Length > 0 ? null : TextInput.Open(result.GetValue(_input), console);
        var choice = _options.Choose(result, ModelModality.Text, console);
        using var classifier = Models.CreateText(choice, options, console);
        IInputSource<string> source = reader is null
            ? new TextArguments(texts)
            : _form.Texts(result, reader, result.GetValue(_input), Math.Min(LargestPortion, options.BatchSize * BatchesOfPortion), options.Limits.TextCharacters, cancellationToken);
        var writer = _options.CreateWriter(result, console, classifier.Metadata);
        var run = new ClassificationRun<string>(classifier, _options.Rule(result), writer, new ProgressLine(console, "texts"), new PartialInputCount(console, "texts"), _long.Explainer(result, classifier, cancellationToken));
        return run.Run(source, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
    }
}
