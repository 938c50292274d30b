using System.Globalization;
using EmotionAI.Batching;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Classifies test texts of GoEmotions as one caller and as 32 callers, each of whom waits for an answer before asking again, with and without micro-batching. Needs the folder 'shared' beside the checkout.</summary>
internal static class BatchingThroughput
{
    private const int Callers = 32;
    private const int Alone = 200;
    private const int Together = 1_280;
    private const double Promised = .9;

    /// <returns>The exit code.</returns>
    public static int Run(int rounds)
    {
        var texts = SharedFolder.Texts("test");
        using var plain = Load(threads: null);
        using var oneThread = Load(threads: 1);
        using var batching = new BatchingEmotionClassifier<string>(Load(threads: null));
        using var twoWorkers = new BatchingEmotionClassifier<string>(Load(threads: 1), new BatchingOptions { Workers = 2 });
        (string Name, IEmotionClassifier<string> Classifier)[] peers =
        [
            ("without", plain),
            ("without, Threads = 1", oneThread),
            ("AddBatching()", batching),
            ("AddBatching(), Workers = 2, Threads = 1", twoWorkers),
        ];
        var alone = Measure(rounds, peers, texts[..Alone], callers: 1);
        alone.Write("One caller", Alone, "texts");
        var together = Measure(rounds, peers, texts[..Together], Callers);
        together.Write(string.Create(CultureInfo.InvariantCulture, $"{Callers} callers"), Together, "texts");
        var share = together.Median("AddBatching()", wall: false) / together.Median("without", wall: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"At {Callers} callers a text takes {share:0.00} of the processor time; {Promised} is promised."));
        return share <= Promised ? 0 : 1;
    }

    private static TextEmotionClassifier Load(int? threads) =>
        TextEmotionClassifier.Load(SecondCore.ShippedModel(), new TextEmotionOptions { Threads = threads });

    private static Rounds Measure(int count, (string Name, IEmotionClassifier<string> Classifier)[] peers, string[] texts, int callers)
    {
        var rounds = new Rounds(count);
        foreach (var (name, classifier) in peers)
        {
            rounds.Add(name, () => AskAsync(classifier, texts, callers).GetAwaiter().GetResult());
        }

        rounds.Run();
        return rounds;
    }

    private static Task AskAsync(IEmotionClassifier<string> classifier, string[] texts, int callers)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var text && text < texts.Length)
            {
                await classifier.ClassifyAsync(texts[text]);
            }
        })));
    }
}
