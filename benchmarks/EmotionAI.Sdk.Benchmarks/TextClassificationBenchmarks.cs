using BenchmarkDotNet.Attributes;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Classifies 256 test texts of GoEmotions on one thread; the baseline takes them one by one. Needs the folder 'shared' beside the checkout.</summary>
[MemoryDiagnoser]
public class TextClassificationBenchmarks
{
    private const int TextCount = 256;

    private string[] _texts = [];
    private TextEmotionClassifier? _eight;
    private TextEmotionClassifier? _thirtyTwo;

    [GlobalSetup]
    public void Setup()
    {
        var shared = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(shared.FullName, "shared", "models")))
        {
            shared = shared.Parent ?? throw new DirectoryNotFoundException("The folder 'shared' is not beside the checkout.");
        }

        var root = Path.Combine(shared.FullName, "shared");
        _texts = [.. File.ReadLines(Path.Combine(root, "data", "text", "goemotions", "test.tsv")).Take(TextCount).Select(line => line.Split('\t')[0])];
        _eight = TextEmotionClassifier.Load(Path.Combine(root, "models", "text", "model"), new TextEmotionOptions { Threads = 1, BatchSize = 8 });
        _thirtyTwo = TextEmotionClassifier.Load(Path.Combine(root, "models", "text", "model"), new TextEmotionOptions { Threads = 1, BatchSize = 32 });
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _eight?.Dispose();
        _thirtyTwo?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float OneByOne() => _texts.Sum(text => _eight!.Classify(text).Top.Score);

    [Benchmark]
    public int Batches8() => _eight!.ClassifyBatch(_texts).Count;

    [Benchmark]
    public int Batches32() => _thirtyTwo!.ClassifyBatch(_texts).Count;
}
