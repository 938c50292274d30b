using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using EmotionAI.Text;
using Microsoft.ML.Tokenizers;

namespace EmotionAI.Benchmarks;

/// <summary>Encodes all texts of GoEmotions with the byte pairs of RoBERTa (4,000 tokens); the baseline is the library tokenizers through its .NET wrapper, the other peer Microsoft.ML.Tokenizers. Needs the folder 'shared' beside the checkout.</summary>
[MemoryDiagnoser]
public partial class BytePairBenchmarks
{
    private readonly int[] _ids = new int[4_096];
    private readonly Range[] _offsets = new Range[4_096];
    private string[] _texts = [];
    private TextTokenizer _tokenizer = null!;
    private Tokenizers.DotNet.Tokenizer _reference = null!;
    private BpeTokenizer _peer = null!;

    [GlobalSetup]
    public void Setup()
    {
        var folder = SharedFolder.Path("golden", "text", "tokenizer", "roberta-bpe-4x");
        _texts = SharedFolder.Texts("train", "dev", "test");
        _tokenizer = TextTokenizer.Load(folder);
        _reference = Open(Path.Combine(folder, "tokenizer.json"));
        _peer = BpeTokenizer.Create(new BpeOptions(Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"))
        {
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(Words(), null),
            UnknownToken = "<unk>",
        });
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

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    private static Tokenizers.DotNet.Tokenizer Open(string path) => new(path);
}
