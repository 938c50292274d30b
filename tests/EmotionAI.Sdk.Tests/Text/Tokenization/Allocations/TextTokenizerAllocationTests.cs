using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Allocations;

public sealed class TextTokenizerAllocationTests
{
    private static readonly string[] Folders = ["bert-uncased", "wordpiece-added-tokens", "roberta-bpe-4x", "roberta-bpe-prefix-space-files-only", "modernbert-bpe-4x", "xlmr-unigram-spm-only", "deberta-v2-unigram-spm-only", "albert-unigram-spm-only"];

    private static readonly string[] Texts =
    [
        "I'm so happy for you, [NAME]! lol reddit",
        "don’t 😂😂 [MASK] naïve <mask> 中文   \uD800 \u0000 Ωμέγα e\u0301 \uFDFA",
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var folder in Folders)
            {
                foreach (var text in Texts)
                {
                    data.Add(folder, text);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Encode_SteadyState_AllocatesNothing(string name, string text)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
        text += new string('x', 3_000);
        var ids = new int[tokenizer.MaxTokenCount(text.Length)];

        var allocated = Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                tokenizer.Encode(text, ids);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Encode_WordsNotSeenBefore_AllocatesNothing()
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", "bert-uncased"));
        var ids = new int[64];
        tokenizer.Encode("warm up qz9", ids);

        // The runtime itself may allocate while it compiles the method anew: the least of three rounds counts.
        var least = Enumerable.Range(0, 3).Min(round =>
        {
            var texts = Enumerable.Range(0, 50_000).Select(i => $"q{round}{i}z x{i % 7}").ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var text in texts)
            {
                tokenizer.Encode(text, ids);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, least);
    }
}
