using BenchmarkDotNet.Attributes;
using EmotionAI.Text;
using Microsoft.ML.Tokenizers;

namespace EmotionAI.Benchmarks;

/// <summary>Encodes all texts of GoEmotions with the Unigram pieces of XLM-RoBERTa (4,000 pieces); the baseline is the library tokenizers through its .NET wrapper, the other peer Microsoft.ML.Tokenizers. Needs the folder 'shared' beside the checkout.</summary>
[MemoryDiagnoser]
public class UnigramBenchmarks
{
    private readonly int[] _ids = new int[4_096];
    private readonly Range[] _offsets = new Range[4_096];
    private string[] _texts = [];
    private TextTokenizer _tokenizer = null!;
    private Tokenizers.DotNet.Tokenizer _reference = null!;
    private SentencePieceTokenizer _peer = null!;

    [GlobalSetup]
    public void Setup()
    {
        var folder = SharedFolder.Path("golden", "text", "tokenizer", "xlmr-unigram-4x");
        _texts = SharedFolder.Texts("train", "dev", "test");
        _tokenizer = TextTokenizer.Load(folder);
        _reference = Open(Path.Combine(folder, "tokenizer.json"));
        using var model = File.OpenRead(Path.Combine(folder, "sentencepiece.bpe.model"));
        _peer = SentencePieceTokenizer.Create(model);
    }

    [GlobalCleanup]
    public void Cleanup() => _reference.Dispose();

    [Benchmark(Baseline = true)]
    public int Reference() => _texts.Sum(text => _reference.Encode(text).Length);

    [Benchmark]
    public int MicrosoftTokenizers() => _texts.Sum(text => _peer.EncodeToIds(text).Count);

    [Benchmark]
    public int TextTokenizerEncode() => _texts.Sum(text => _tokenizer.Encode(text, _ids));

    [Benchmark]
    public int TextTokenizerEncodeWithOffsets() => _texts.Sum(text => _tokenizer.Encode(text, _ids, _offsets, out _));

    private static Tokenizers.DotNet.Tokenizer Open(string path) => new(path);
}
