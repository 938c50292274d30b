using BenchmarkDotNet.Attributes;
using EmotionAI.Text;
using Microsoft.ML.Tokenizers;

namespace EmotionAI.Benchmarks;

/// <summary>Encodes all texts of GoEmotions; the baseline is the BERT tokenizer of Microsoft.ML.Tokenizers, the other peer FastBertTokenizer. Needs the folder 'shared' beside the checkout.</summary>
[MemoryDiagnoser]
public class TokenizationBenchmarks
{
    private readonly int[] _ids = new int[4_096];
    private readonly long[] _peerIds = new long[4_096];
    private readonly long[] _peerMask = new long[4_096];
    private string[] _texts = [];
    private TextTokenizer _tokenizer = null!;
    private BertTokenizer _peer = null!;
    private FastBertTokenizer.BertTokenizer _fastPeer = null!;

    [GlobalSetup]
    public void Setup()
    {
        var model = SharedFolder.Path("models", "text", "model");
        _texts = SharedFolder.Texts("train", "dev", "test");
        _tokenizer = TextTokenizer.Load(model);
        _peer = BertTokenizer.Create(Path.Combine(model, "vocab.txt"));
        _fastPeer = new FastBertTokenizer.BertTokenizer();
        using var vocabulary = File.OpenText(Path.Combine(model, "vocab.txt"));
        _fastPeer.LoadVocabulary(vocabulary, convertInputToLowercase: true);
    }

    [Benchmark(Baseline = true)]
    public int MicrosoftTokenizers() => _texts.Sum(text => _peer.EncodeToIds(text, addSpecialTokens: true, considerPreTokenization: true).Count);

    [Benchmark]
    public int FastBert() => _texts.Sum(text => _fastPeer.Encode(text, _peerIds, _peerMask));

    [Benchmark]
    public int TextTokenizerEncode()
    {
        var count = 0;
        foreach (var text in _texts)
        {
            count += _tokenizer.Encode(text, _ids);
        }

        return count;
    }
}
