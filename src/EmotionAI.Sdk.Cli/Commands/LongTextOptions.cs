using System.CommandLine;
using EmotionAI.Text;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of <c>classify text</c> for texts that are longer than the model reads, for its precision, and for the words that a score stands on.</summary>
internal sealed class LongTextOptions
{
    private const string Windows = "windows";

    private readonly Option<string?> _long = new("--long") { HelpName = "truncate|error|windows", Description = "What to do with a text longer than the model reads: cut off its end (the default), refuse it, or read it in windows that overlap." };
    private readonly Option<int?> _stride = NumberOption.Integer("--stride", Invariant($"Lets windows have N tokens in common. The default is {new TextEmotionOptions().Stride}."), 0);
    private readonly Option<string?> _aggregate = new("--aggregate") { HelpName = "mean|max|noisy-or", Description = "How the scores of windows become those of the text. The default is mean." };
    private readonly Option<string?> _precision = new("--precision") { HelpName = "float32|int8", Description = "The precision of the linear layers: int8 is faster and loses a little. The default is float32." };
    private readonly Option<string?> _explain = new("--explain") { HelpName = "LABEL", Arity = ArgumentArity.ZeroOrOne, Description = "Tells which words the score of LABEL stands on; without LABEL, that of the best one. Runs each text once more for every word." };

    public LongTextOptions()
    {
        _long.AcceptOnlyFromAmong("truncate", "error", Windows);
        _aggregate.AcceptOnlyFromAmong("mean", "max", "noisy-or");
        _precision.AcceptOnlyFromAmong("float32", "int8");
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_long, _stride, _aggregate, _precision, _explain])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var option in (Option[])[_stride, _aggregate])
            {
                if (result.GetResult(option) is not null && result.GetResult(_long)?.Tokens is not [{ Value: Windows }])
                {
                    result.AddError($"{option.Name} is for --long windows.");
                }
            }
        });
    }

    /// <summary>Sets what was asked for.</summary>
    public void Apply(ParseResult result, TextEmotionOptions options)
    {
        options.LongText = result.GetValue(_long) switch
        {
            "error" => LongTextPolicy.Error,
            Windows => LongTextPolicy.Windows,
            _ => LongTextPolicy.Truncate,
        };
        options.Stride = result.GetValue(_stride) ?? options.Stride;
        options.Aggregate = result.GetValue(_aggregate) switch
        {
            "max" => WindowAggregate.Max,
            "noisy-or" => WindowAggregate.NoisyOr,
            _ => WindowAggregate.Mean,
        };
        options.Precision = result.GetValue(_precision) == "int8" ? Precision.Int8 : Precision.Float32;
    }

    /// <summary>Gives what explains a prediction; null where nothing is to be explained.</summary>
    /// <exception cref="EmotionAIException">The model has no such label, or is a mock.</exception>
    public Func<string, EmotionPrediction, TextExplanation>? Explainer(ParseResult result, IEmotionClassifier<string> classifier, CancellationToken cancellationToken)
    {
        if (result.GetResult(_explain) is null)
        {
            return null;
        }

        var label = result.GetValue(_explain);
        var explained = classifier as TextEmotionClassifier
            ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "--explain needs a model; a mock has nothing to explain.");
        return label is null || classifier.Metadata.Labels.IndexOf(label) >= 0
            ? (text, prediction) => explained.Explain(text, label ?? prediction.Top.Label, cancellationToken)
            : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"--explain is '{label}'; the labels of the model are {string.Join(", ", classifier.Metadata.Labels)}.");
    }
}
