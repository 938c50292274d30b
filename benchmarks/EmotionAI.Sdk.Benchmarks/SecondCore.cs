using System.Globalization;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Tells how much faster a long batch is on two threads than on one, and fails below what docs/performance.md promises.</summary>
internal static class SecondCore
{
    private const double Promised = 1.4;
    private const int Count = 5;

    /// <returns>The exit code.</returns>
    public static int Run()
    {
        var model = ShippedModel();
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => string.Concat(Enumerable.Repeat("I can't believe we won! ", 1 + (i % 9))))];
        using var one = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1 });
        using var two = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 2 });
        var rounds = new Rounds(Count);
        rounds.Add("1 thread", () => one.ClassifyBatch(texts));
        rounds.Add("2 threads", () => two.ClassifyBatch(texts));
        rounds.Run();
        var gain = rounds.Median("1 thread", wall: true) / rounds.Median("2 threads", wall: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Two threads are {gain:0.00} times as fast as one; {Promised} is promised."));
        return Environment.ProcessorCount < 2 || gain >= Promised ? 0 : 1;
    }

    /// <summary>Gives the folder of the model of EmotionAI.Sdk.Models.Text.</summary>
    public static string ShippedModel() => Path.Combine(Repository(), "src", "EmotionAI.Sdk.Models.Text", "emotionai-models", "text", "model");

    /// <summary>Gives the folder of the repository.</summary>
    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EmotionAI.Sdk.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("EmotionAI.Sdk.sln is in no folder above the benchmarks.");
        }

        return folder;
    }
}
