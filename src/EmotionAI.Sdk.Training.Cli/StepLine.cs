using System.Globalization;
using EmotionAI.Training.Torch;

namespace EmotionAI.Training.Cli;

/// <summary>Shows the steps of a training on standard error: on a terminal in one line that is written over, else a line for each measurement.</summary>
internal sealed class StepLine(TrainingConsole console) : IProgress<TrainingStep>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private DateTime _shown;
    private int _width;

    public void Report(TrainingStep value)
    {
        if (value.MacroF1 is null && (!console.IsErrorTerminal || DateTime.UtcNow - _shown < Interval))
        {
            return;
        }

        _shown = DateTime.UtcNow;
        var left = value.TimeLeft < TimeSpan.FromDays(1) ? value.TimeLeft.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : "more than a day";
        var line = string.Create(CultureInfo.InvariantCulture, $"step {value.Step}/{value.Steps}, epoch {value.Epoch}, loss {value.Loss:0.0000}, {value.SamplesPerSecond:0.0}/s, {left} left");
        if (value.MacroF1 is { } score)
        {
            Clear();
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line}, macro-F1 on dev {score:0.000}"));
            return;
        }

        console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }
}
