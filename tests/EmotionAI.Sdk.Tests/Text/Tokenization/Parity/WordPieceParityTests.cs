using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares the ids of whole corpora with <c>tokenizers</c>, with and without offsets.</summary>
public sealed class WordPieceParityTests
{
    private const int LongestText = 1 << 17;

    private const string GoEmotions = "goemotions/train.tsv goemotions/dev.tsv goemotions/test.tsv";

    [Theory]
    [InlineData("goemotions", GoEmotions, 0)]
    [InlineData("xed-multilingual", "xed/multilingual.tsv", 1)]
    [InlineData("xed-en", "xed/en-annotated.tsv", 0)]
    public void Encode_EveryTwentiethText_GivesTheIdsOfTheReference(string name, string files, int column) => AssertCorpus(Goldens.Root, name, files, column);

    [SharedTheory("data/text")]
    [InlineData("goemotions", GoEmotions, 0)]
    [InlineData("xed-multilingual", "xed/multilingual.tsv", 1)]
    [InlineData("xed-en", "xed/en-annotated.tsv", 0)]
    public void Encode_WholeCorpus_GivesTheIdsOfTheReference(string name, string files, int column) => AssertCorpus(Shared.Root!, name, files, column);

    private static void AssertCorpus(string root, string name, string files, int column)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", "bert-uncased"));
        var (expected, lengths) = NumberArchive.Read(Path.Combine(root, "golden", "text", "tokenizer", "bert-uncased", "corpora.zip"), name);
        var texts = files.Split(' ').SelectMany(file => File.ReadAllText(Path.Combine(root, "data", "text", file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => line.Split('\t')[column]).ToList();
        var (ids, offsets) = (new int[LongestText], new Range[LongestText]);
        var start = 0;

        Assert.Equal(lengths.Length, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            AssertIds(expected.AsSpan(start, lengths[i]), ids.AsSpan(0, tokenizer.Encode(texts[i], ids)), texts[i]);
            AssertIds(expected.AsSpan(start, lengths[i]), ids.AsSpan(0, tokenizer.Encode(texts[i], ids, offsets, out _)), texts[i]);
            start += lengths[i];
        }
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\uDC00b")]
    [InlineData("\uDE00\uD83D")]
    public void Encode_UnpairedSurrogate_IsDropped(string text)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", "bert-uncased"));
        var (ids, plain) = (new int[16], new int[16]);

        var count = tokenizer.Encode(text, ids);
        var plainCount = tokenizer.Encode(string.Concat(text.Where(unit => !char.IsSurrogate(unit))), plain);

        AssertIds(plain.AsSpan(0, plainCount), ids.AsSpan(0, count), "unpaired surrogate");
    }

    private static void AssertIds(ReadOnlySpan<int> expected, ReadOnlySpan<int> found, string text)
    {
        if (!expected.SequenceEqual(found))
        {
            Assert.Fail($"'{text}' gave {string.Join(' ', found.ToArray())}, expected {string.Join(' ', expected.ToArray())}.");
        }
    }
}
