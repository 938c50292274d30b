using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts the inputs that were longer than the model reads, and tells it in one line at the end of a run.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
internal sealed class TruncationCount(CommandConsole console, string unit)
{
    private long _answered;
    private long _truncated;

    public void Add(EmotionPrediction prediction)
    {
        _answered++;
        _truncated += prediction.IsTruncated ? 1 : 0;
    }

    /// <summary>Writes the line, where anything was cut.</summary>
    public void Write(EmotionClassifierMetadata model)
    {
        if (_truncated > 0)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warning: {_truncated:N0} of {_answered:N0} {unit} were longer than the {LengthOf(model)}; what is beyond was not seen."));
        }
    }

    private static string LengthOf(EmotionClassifierMetadata model) => model switch
    {
        { MaxLength: { } tokens } => string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens that the model reads"),
        { MaxDuration: { } duration } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s that the model reads"),
        _ => "model reads",
    };
}
