using EmotionAI.Jobs;
using EmotionAI.Mocks;
using EmotionAI.Text;

namespace EmotionAI.Tests.Hosts;

/// <summary>Works on the items of a queue as <c>emotionai-serve job work</c> does, and dies when it is told to.</summary>
internal static class WorkerHost
{
    /// <summary>A text that ends the process that classifies it, as a fault in native code would.</summary>
    public const string Deadly = "this text kills";

    /// <summary>The environment variable by which the shipped model answers in place of the mock.</summary>
    public const string RealModel = "WORKER_HOST_REAL_MODEL";

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string address, string prefix, Moment moment, int batches)
    {
        await using var inner = await JobQueue.ConnectAsync(address, new JobQueueOptions { Prefix = prefix });
        await using var queue = new DeadlyQueue(inner, moment, batches);
        using IEmotionClassifier<string> classifier = Environment.GetEnvironmentVariable(RealModel) is null
            ? new MockTextEmotionClassifier(answer: text => text == Deadly ? Die() : null)
            : TextEmotionClassifier.LoadDefault(new TextEmotionOptions { Threads = 1 });
        Console.WriteLine("ready");
        var done = await new EmotionJobWorker(queue, classifier, new JobWorkerOptions { BatchSize = 16, IdleTimeout = Idle }).RunAsync();
        Console.WriteLine($"done {done}");
        return 0;
    }

    private static string[]? Die()
    {
        DeadlyQueue.Die();
        return null;
    }
}
