using EmotionAI.Training.Torch.Loading;
using TorchSharp;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Holds torch for one training: nobody else trains meanwhile, and the threads are put back afterwards.</summary>
internal sealed class TorchRun : IDisposable
{
    private static readonly Lock Gate = new();

    private readonly int _threads;

    private TorchRun(int threads) => _threads = threads;

    /// <summary>Loads torch and waits until it is free.</summary>
    /// <exception cref="EmotionAIException">It cannot be loaded.</exception>
    public static TorchRun Begin(int threads)
    {
        TorchLibrary.Load();
        Gate.Enter();
        var run = new TorchRun(torch.get_num_threads());
        torch.set_num_threads(threads);
        return run;
    }

    public void Dispose()
    {
        torch.set_num_threads(_threads);
        Gate.Exit();
    }
}
