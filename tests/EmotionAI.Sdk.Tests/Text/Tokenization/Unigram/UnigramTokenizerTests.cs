using System.Diagnostics;
using System.Text.Json;
using EmotionAI.Text;
using EmotionAI.Text.Tokenization.Files;

namespace EmotionAI.Tests.Text.Tokenization.Unigram;

/// <summary>Whole tokenizers of Unigram models: any text, without offsets and with them, in one pass and step by step.</summary>
public sealed class UnigramTokenizerTests
{
    private const int Texts = 4_000;

    public static TheoryData<string> Folders => ["albert-unigram-spm-only", "xlmr-unigram-spm-only", "deberta-v2-unigram-spm-only", "deberta-v2-unigram-5x"];

    public static TheoryData<string> Models => ["albert-gelunew-multi8", "xlm-roberta-single7-bf16", "xlm-roberta-spm-only", "camembert-four", "deberta-v3-buckets", "deberta-v2-conv"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_AnyText_GivesTheSameInOnePassAndStepByStep(string name)
    {
        var definition = TokenizerFolder.Read(Goldens.Path("golden", "text", "tokenizer", name), EmotionLimits.Default);
        var (tokenizer, steps) = (new TextTokenizer(definition), new TextTokenizer(definition, isFused: false));
        var random = new RandomText(9, Enumerable.Range(0, definition.Vocabulary.Count).Select(entry => definition.Vocabulary.TokenAt(entry).ToString()).Append("▁").Append("\u3000").Append("\u2028x"));
        for (var i = 0; i < Texts; i++)
        {
            var text = random.Next();
            var room = tokenizer.MaxTokenCount(text.Length);
            var (ids, aligned, expected) = (new int[room], new int[room], new int[room]);
            var (offsets, expectedOffsets) = (new Range[room], new Range[room]);
            ids = ids[..tokenizer.Encode(text, ids)];
            var count = tokenizer.Encode(text, aligned, offsets, out _);

            var expectedCount = steps.Encode(text, expected, expectedOffsets, out _);

            Assert.Equal(expected[..expectedCount], ids);
            Assert.Equal(expected[..expectedCount], aligned[..count]);
            Assert.Equal(expectedOffsets[..expectedCount], offsets[..count]);
            AssertInside(offsets.AsSpan(1, count - 2), text.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_SteadyState_AllocatesNothing(string name)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
        const string Text = "Ｈｅｌｌｏ wörld, ﬁne… 😀 don''t <mask> [MASK] ▁x  y\u00A0z 漢字 e\u0301";
        var ids = new int[tokenizer.MaxTokenCount(Text.Length)];

        Assert.Equal(0, Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                tokenizer.Encode(Text, ids);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_MillionUnitsWithoutBlank_TakesSeconds(string name)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
        var ids = new int[512];
        foreach (var text in (string[])[new string('a', 1_000_000), string.Concat(Enumerable.Repeat("é\u0301", 500_000)), string.Concat(Enumerable.Repeat("漢", 1_000_000)), new string('\u0301', 1_000_000)])
        {
            var clock = Stopwatch.StartNew();

            tokenizer.Encode(text, ids, out var isTruncated);

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
            Assert.True(isTruncated || text[0] is '漢' or '\u0301');
        }
    }

    [SharedTheory("golden/text/models")]
    [MemberData(nameof(Models))]
    public void Encode_TextsOfModel_GivesItsInputIds(string name)
    {
        var folder = Goldens.Path("golden", "text", "models", name);
        var tokenizer = TextTokenizer.Load(folder);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        var ids = new int[expected.RootElement.GetProperty("max_length").GetInt32()];
        var texts = 0;
        foreach (var (text, wanted) in expected.RootElement.GetProperty("texts").EnumerateArray().Zip(expected.RootElement.GetProperty("input_ids").EnumerateArray()))
        {
            Assert.Equal(wanted.EnumerateArray().Select(id => id.GetInt32()), ids[..tokenizer.Encode(text.GetString(), ids)]);
            texts++;
        }

        Assert.Equal(18, texts);
    }

    /// <summary>Checks that each token stands for a range of the text, not before that of the token before it.</summary>
    private static void AssertInside(ReadOnlySpan<Range> offsets, int length)
    {
        var before = 0;
        foreach (var range in offsets)
        {
            Assert.InRange(range.Start.Value, before, range.End.Value);
            Assert.InRange(range.End.Value, range.Start.Value, length);
            before = range.Start.Value;
        }
    }
}
