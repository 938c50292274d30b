using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Classifies test texts of GoEmotions beside what a caller of ONNX Runtime would write by hand, on the same graph. Needs the folder 'shared' beside the checkout.</summary>
internal static class TextThroughput
{
    public const int Texts = 2_000;

    private const int Count = 5;
    private const int Batch = 32;

    public static void Run(int count)
    {
        var model = SharedFolder.Path("models", "text", "model");
        var texts = SharedFolder.Texts("test")[..count];
        using var one = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1, BatchSize = Batch });
        using var both = TextEmotionClassifier.Load(model, new TextEmotionOptions { BatchSize = Batch });
        using var bytes = TextEmotionClassifier.Load(model, new TextEmotionOptions { Threads = 1, BatchSize = Batch, Precision = Precision.Int8 });
        using var padded = RawTextSession.Open(model, one.Tokenizer, texts, Batch, isPadded: true);
        using var everyCore = RawTextSession.Open(model, one.Tokenizer, texts, Batch, isPadded: true, threads: 0);
        using var prepared = RawTextSession.Open(model, one.Tokenizer, texts, Batch);
        using var single = RawTextSession.Open(model, one.Tokenizer, texts, batchSize: 1, isPadded: true);
        var batches = new Rounds(Count);
        batches.Add("ONNX Runtime, ids prepared, 1 thread, batch 32 padded in arrival order", padded.Run);
        batches.Add("ONNX Runtime, ids prepared, its default threads, batch 32 padded in arrival order", everyCore.Run);
        batches.Add("ONNX Runtime, ids prepared, 1 thread, batch 32 of equal length", prepared.Run);
        batches.Add("ClassifyBatch, 1 thread", () => one.ClassifyBatch(texts));
        batches.Add("ClassifyBatch, one thread a core", () => both.ClassifyBatch(texts));
        batches.Add("ClassifyBatch, int8, 1 thread", () => bytes.ClassifyBatch(texts));
        batches.Run();
        batches.Write("Text, batches", texts.Length, "texts");
        var singles = new Rounds(Count);
        singles.Add("ONNX Runtime, ids prepared, 1 thread, batch 1", single.Run);
        singles.Add("Classify, 1 thread", () => Array.ForEach(texts, text => one.Classify(text)));
        singles.Run();
        singles.Write("Text, one by one", texts.Length, "texts");
    }
}
