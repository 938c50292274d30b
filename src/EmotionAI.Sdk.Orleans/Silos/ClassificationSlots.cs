namespace EmotionAI.Orleans.Silos;

/// <summary>Lets so many calls classify at the same time as threads were shared out for; more would only take the cores from each other.</summary>
internal sealed class ClassificationSlots(int workers) : IDisposable
{
    private readonly SemaphoreSlim _free = new(workers, workers);

    public async Task<T> RunAsync<T>(Func<T> work)
    {
        await _free.WaitAsync().ConfigureAwait(false);
        try
        {
            // Off the scheduler of the grain, which takes other calls meanwhile.
            return await Task.Run(work).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
