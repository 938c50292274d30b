using EmotionAI.Cli.Output;
using EmotionAI.Training;

namespace EmotionAI.Cli.Training;

/// <summary>Shows the stages of a training, one line after another in one place.</summary>
internal sealed class StageProgress(CommandConsole console) : IProgress<TrainingProgress>
{
    private readonly Lock _lock = new();
    private ProgressLine? _line;
    private string? _stage;

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            if (_stage != value.Stage)
            {
                _line?.Clear();
                (_stage, _line) = (value.Stage, new ProgressLine(console, value.Stage, value.Total));
            }

            _line!.Report(value.Done);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _line?.Clear();
        }
    }
}
