using BenchmarkDotNet.Attributes;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Classifies 256 test texts of GoEmotions on one thread: 256 divided by the mean is the number of texts a second.</summary>
/// <remarks>The baseline is ONNX Runtime itself, on the same graph and ids prepared and bound beforehand in batches of one length. Needs the folder 'shared' beside the checkout.</remarks>
[MemoryDiagnoser]
public class TextClassificationBenchmarks
{
    private const int TextCount = 256;

    private string[] _texts = [];
    private RawTextSession _raw = null!;
    private TextEmotionClassifier _one = null!;
    private TextEmotionClassifier _eight = null!;
    private TextEmotionClassifier _thirtyTwo = null!;

    [GlobalSetup]
    public void Setup()
    {
        var model = SharedFolder.Path("models", "text", "model");
        _texts = SharedFolder.Texts("test")[..TextCount];
        _one = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1 });
        _eight = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1, BatchSize = 8 });
        _thirtyTwo = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1, BatchSize = 32 });
        _raw = RawTextSession.Open(model, _one.Tokenizer, _texts, batchSize: 32);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _raw.Dispose();
        _one.Dispose();
        _eight.Dispose();
        _thirtyTwo.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void RawOnnxRuntime32() => _raw.Run();

    [Benchmark]
    public int ClassifyBatch32() => _thirtyTwo.ClassifyBatch(_texts).Count;

    [Benchmark]
    public int ClassifyBatch8() => _eight.ClassifyBatch(_texts).Count;

    [Benchmark]
    public float ClassifyOneByOne() => _texts.Sum(text => _one.Classify(text).Top.Score);
}
