using EmotionAI.Text;
using EmotionAI.Text.Tokenization.Files;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>Compares what is encoded in one pass with what the pipeline gives, on random texts of every kind of tokenizer; the seeds are fixed.</summary>
public sealed class PipelineFuzzTests
{
    private const int Texts = 2_000;
    private const int Room = 1 << 17;

    public static TheoryData<string> Folders => [.. Goldens.Folders("*", "golden", "text", "tokenizer").Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_RandomText_GivesTheIdsOfThePipeline(string name)
    {
        var (fused, pipeline, texts) = Create(name);
        var (ids, expected, aligned, offsets) = (new int[Room], new int[Room], new int[Room], new Range[Room]);
        for (var i = 0; i < Texts; i++)
        {
            var text = texts.Next();
            var count = fused.Encode(text, ids, out var isTruncated);
            var expectedCount = pipeline.Encode(text, expected);
            var alignedCount = fused.Encode(text, aligned, offsets, out _);

            Assert.True(ids.AsSpan(0, count).SequenceEqual(expected.AsSpan(0, expectedCount)), $"'{RandomText.Escape(text)}' gave {string.Join(' ', ids[..count])}, the pipeline {string.Join(' ', expected[..expectedCount])}.");
            Assert.True(ids.AsSpan(0, count).SequenceEqual(aligned.AsSpan(0, alignedCount)), $"'{RandomText.Escape(text)}' gave {string.Join(' ', ids[..count])}, with offsets {string.Join(' ', aligned[..alignedCount])}.");
            Assert.False(isTruncated);
            Assert.True(count <= fused.MaxTokenCount(text.Length), RandomText.Escape(text));
            Assert.Equal(count, fused.CountTokens(text));
            foreach (var range in offsets.AsSpan(0, alignedCount))
            {
                Assert.InRange(range.Start.Value, 0, range.End.Value);
                Assert.InRange(range.End.Value, 0, text.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_TooLittleRoom_GivesTheFirstIds(string name)
    {
        var (fused, pipeline, texts) = Create(name);
        var (all, offsets) = (new int[Room], new Range[Room]);
        var random = new Random(1);
        for (var i = 0; i < Texts / 4; i++)
        {
            var text = texts.Next();
            var count = pipeline.EncodeWithoutSpecialTokens(text, all, out _);
            var ids = Enumerable.Repeat(-7, random.Next(Math.Min(count, 40) + 4)).ToArray();
            var expected = all.AsSpan(0, Math.Min(count, ids.Length)).ToArray();

            var found = fused.EncodeWithoutSpecialTokens(text, ids, out var isTruncated);
            Assert.True(expected.AsSpan().SequenceEqual(ids.AsSpan(0, found)), RandomText.Escape(text));
            Assert.Equal(count > ids.Length, isTruncated);

            var pipelineCount = pipeline.EncodeWithoutSpecialTokens(text, ids, out var isPipelineTruncated);
            Assert.True(expected.AsSpan().SequenceEqual(ids.AsSpan(0, pipelineCount)), RandomText.Escape(text));
            Assert.Equal(isTruncated, isPipelineTruncated);

            var alignedCount = fused.EncodeWithoutSpecialTokens(text, ids, offsets, out var isAlignedTruncated);
            Assert.True(expected.AsSpan().SequenceEqual(ids.AsSpan(0, alignedCount)), RandomText.Escape(text));
            Assert.Equal(isTruncated, isAlignedTruncated);
        }
    }

    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("roberta-bpe-4x")]
    [InlineData("modernbert-bpe-4x")]
    [InlineData("xlmr-unigram-spm-only")]
    [InlineData("deberta-v2-unigram-spm-only")]
    public void Encode_MillionCharactersWithoutABreak_EndsInSeconds(string name)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
        var ids = new int[tokenizer.MaxTokenCount(1_000_000)];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in (string[])[new string('a', 1_000_000), string.Concat(Enumerable.Repeat("thequickbrownfox", 62_500)), new string(' ', 1_000_000), new string('\u0301', 500_000) + new string('\u0316', 500_000), string.Concat(Enumerable.Repeat("\u0301\u0316", 500_000)), string.Concat(Enumerable.Repeat("😂", 500_000))])
        {
            Assert.InRange(tokenizer.Encode(text, ids), 2, ids.Length);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    private static (TextTokenizer Fused, TextTokenizer Pipeline, RandomText Texts) Create(string name)
    {
        var folder = Goldens.Path("golden", "text", "tokenizer", name);
        var definition = TokenizerFolder.Read(folder, EmotionLimits.Default);
        var words = Enumerable.Range(0, definition.Vocabulary.Count).Select(entry => definition.Vocabulary.TokenAt(entry).ToString().Replace('Ġ', ' ').Replace('▁', ' '));
        return (new TextTokenizer(definition), new TextTokenizer(definition, isFused: false), new RandomText(name.Length, words));
    }
}
