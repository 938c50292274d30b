using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts the inputs of which the model saw a part only, those longer than it reads and the recordings that end early, and tells each in one line at the end of a run.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
internal sealed class PartialInputCount(CommandConsole console, string unit)
{
    private long _answered;
    private long _truncated;
    private long _incomplete;
    private long _unfamiliar;

    public void Add(EmotionPrediction prediction)
    {
        Add(prediction.IsTruncated, prediction.IsIncomplete);
        _unfamiliar += prediction.TextQuality is { IsUnfamiliar: true } ? 1 : 0;
    }

    public void Add(bool isTruncated, bool isIncomplete)
    {
        _answered++;
        _truncated += isTruncated ? 1 : 0;
        _incomplete += isIncomplete ? 1 : 0;
    }

    /// <summary>Writes the lines, where anything was missing.</summary>
    public void Write(EmotionClassifierMetadata model)
    {
        if (_truncated > 0)
        {
            console.Tell(string.Create(CultureInfo.InvariantCulture, $"warning: {_truncated:N0} of {_answered:N0} {unit} were longer than the {LengthOf(model)}; what is beyond was not seen."));
        }

        if (_unfamiliar > 0)
        {
            var languages = model.Languages.Count == 0 ? "" : $" (its language: {string.Join(", ", model.Languages)})";
            console.Tell(string.Create(CultureInfo.InvariantCulture, $"warning: {_unfamiliar:N0} of {_answered:N0} {unit} are unlike what the model was made for{languages}: do not rely on their labels."));
        }

        if (_incomplete > 0)
        {
            console.Tell(string.Create(CultureInfo.InvariantCulture, $"warning: {_incomplete:N0} of {_answered:N0} {unit} end early: their files announce more than is there; what is there was heard."));
        }
    }

    private static string LengthOf(EmotionClassifierMetadata model) => model switch
    {
        { MaxLength: { } tokens } => string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens that the model reads"),
        { MaxDuration: { } duration } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s that the model reads"),
        _ => "model reads",
    };
}
