namespace EmotionAI.Evaluation.Metrics;

/// <summary>Counts the steps of a long computation, from several threads.</summary>
/// <param name="progress">Learns how many are done; null for nobody.</param>
internal sealed class StepProgress(IProgress<int>? progress)
{
    private readonly Lock _lock = new();
    private int _done;

    public void Done()
    {
        lock (_lock)
        {
            progress?.Report(++_done);
        }
    }
}
