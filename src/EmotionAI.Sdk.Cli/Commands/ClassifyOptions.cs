using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options that <c>classify text</c> and <c>classify audio</c> share.</summary>
internal sealed class ClassifyOptions
{
    private const string Table = "table";
    private const string JsonLines = "jsonl";
    private const int LargestBatch = 1_024;

    private readonly Option<string?> _model;
    private readonly Option<int?> _topK = NumberOption.Integer("--top-k", "Gives at most N labels. The default is the model's own.", 1);
    private readonly Option<double?> _threshold = NumberOption.Share("--threshold", "Accepts labels from this score on, 0 to 1. The default is the model's own thresholds.");
    private readonly Option<bool> _allScores = new("--all-scores") { Description = "Gives the score of every label too." };
    private readonly Option<bool> _logits = new("--logits") { Description = "Gives the outputs of the model before the activation too." };
    private readonly Option<int?> _batchSize;
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core.", 1);
    private readonly Option<string?> _format = new Option<string?>("--format") { Description = "The default is table on a terminal, and jsonl else.", HelpName = "table|jsonl" };
    private readonly Option<bool> _mock = new("--mock") { Description = "Lets a mock answer: fixed results that mean nothing." };

    public ClassifyOptions(string variable, int defaultBatchSize)
    {
        _model = new Option<string?>("--model") { Description = $"The model folder. The default is {variable}, then the model that comes with the tool.", HelpName = "DIR" };
        _batchSize = NumberOption.Integer("--batch-size", Invariant($"Takes N inputs to the model at once. The default is {defaultBatchSize}."), 1, LargestBatch);
        _format.AcceptOnlyFromAmong(Table, JsonLines);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _topK, _threshold, _allScores, _logits, _batchSize, _threads, _format, _mock])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_model) is not null && result.GetResult(_mock) is not null)
            {
                result.AddError("--model and --mock exclude each other.");
            }
        });
    }

    public int? BatchSize(ParseResult result) => result.GetValue(_batchSize);

    public int? Threads(ParseResult result) => result.GetValue(_threads);

    public ClassificationOptions Rule(ParseResult result) => new() { TopK = result.GetValue(_topK), Threshold = result.GetValue(_threshold) };

    /// <summary>Decides which model answers, and warns where it is a mock that nobody asked for.</summary>
    public ModelChoice Choose(ParseResult result, ModelModality modality, CommandConsole console)
    {
        var asked = result.GetValue(_mock);
        var choice = Models.Choose(modality, result.GetValue(_model), asked ? true : null, console);
        if (choice.IsMock && !asked)
        {
            console.Tell($"warning: {choice.MockWarning}");
        }

        return choice;
    }

    /// <summary>Makes what writes segments.</summary>
    public ISegmentWriter CreateSegmentWriter(ParseResult result, CommandConsole console, EmotionClassifierMetadata model) => IsTable(result, console)
        ? new TimelineWriter(console, model, result.GetValue(_allScores))
        : new JsonSegmentWriter(console.Output, result.GetValue(_allScores), result.GetValue(_logits));

    public IResultWriter CreateWriter(ParseResult result, CommandConsole console, EmotionClassifierMetadata model)
    {
        var (allScores, logits) = (result.GetValue(_allScores), result.GetValue(_logits));
        return IsTable(result, console)
            ? new TableResultWriter(console, model, allScores, logits)
            : new JsonResultWriter(console.Output, allScores, logits);
    }

    private bool IsTable(ParseResult result, CommandConsole console) => (result.GetValue(_format) ?? (console.IsOutputTerminal ? Table : JsonLines)) == Table;
}
