using System.Diagnostics;

namespace EmotionAI.Training;

/// <summary>Counts the steps of a stage, tells of them, and ends the work when the time is up.</summary>
/// <param name="name">The name of the stage.</param>
/// <param name="total">The number of its steps.</param>
/// <param name="progress">Who is told; null for nobody.</param>
internal sealed class TrainingStage(string name, int total, IProgress<TrainingProgress>? progress)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private int _done;

    public void Advance(int steps = 1)
    {
        lock (_lock)
        {
            _done += steps;
            var elapsed = Stopwatch.GetElapsedTime(_start);
            progress?.Report(new TrainingProgress(name, _done, total, elapsed * ((double)(total - _done) / _done)));
        }
    }
}
