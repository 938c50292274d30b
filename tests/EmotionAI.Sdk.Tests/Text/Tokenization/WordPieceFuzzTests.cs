using EmotionAI.Text;
using EmotionAI.Text.Tokenization.Files;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>Compares the tokenizer with <see cref="ReferenceTokenizer"/> on random texts; the seeds are fixed.</summary>
public sealed class WordPieceFuzzTests
{
    private const int Texts = 17_000;

    [Theory]
    [InlineData("bert-uncased", null)]
    [InlineData("bert-uncased", 7)]
    [InlineData("bert-cased", null)]
    [InlineData("bert-cased-strip-accents", 16)]
    [InlineData("bert-uncased-keep-accents", 1_024)]
    [InlineData("bert-uncased-no-chinese", null)]
    public void Encode_RandomText_GivesTheIdsOfTheReference(string name, int? longestWord)
    {
        var (tokenizer, reference, texts) = Create(name, longestWord);
        var ids = new int[1 << 16];
        for (var i = 0; i < Texts; i++)
        {
            var text = texts.Next();
            var expected = reference.Encode(text);

            var count = tokenizer.EncodeWithoutSpecialTokens(text, ids.AsSpan(0, tokenizer.MaxTokenCount(text.Length)), out var isTruncated);

            AssertIds(expected, ids.AsSpan(0, count), text);
            Assert.False(isTruncated);
        }
    }

    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("bert-cased")]
    public void Encode_TooLittleRoom_GivesTheFirstIdsOfTheReference(string name)
    {
        var (tokenizer, reference, texts) = Create(name, longestWord: null);
        var random = new Random(1);
        for (var i = 0; i < Texts / 4; i++)
        {
            var text = texts.Next();
            var expected = reference.Encode(text);
            var ids = Enumerable.Repeat(-7, random.Next(expected.Count + 4)).ToArray();

            var count = tokenizer.EncodeWithoutSpecialTokens(text, ids, out var isTruncated);

            AssertIds(expected[..Math.Min(expected.Count, ids.Length)], ids.AsSpan(0, count), text);
            Assert.Equal(expected.Count > ids.Length, isTruncated);
        }
    }

    [Fact]
    public void Encode_FromManyThreads_GivesTheIdsOfTheReference()
    {
        var (tokenizer, reference, texts) = Create("bert-uncased", longestWord: null);
        var all = Enumerable.Range(0, 1_000).Select(_ => texts.Next()).Select(text => (Text: text, Ids: reference.Encode(text))).ToArray();

        Parallel.For(0, 16, _ =>
        {
            var ids = new int[1 << 16];
            foreach (var (text, expected) in all)
            {
                AssertIds(expected, ids.AsSpan(0, tokenizer.EncodeWithoutSpecialTokens(text, ids, out bool _)), text);
            }
        });
    }

    private static (TextTokenizer Tokenizer, ReferenceTokenizer Reference, RandomText Texts) Create(string name, int? longestWord)
    {
        var definition = TokenizerFolder.Read(Goldens.Path("golden", "text", "tokenizer", name), EmotionLimits.Default);
        var model = (WordPieceDescription)definition.Model;
        definition.Model = model with { MaxInputCharsPerWord = longestWord ?? model.MaxInputCharsPerWord };
        return (new TextTokenizer(definition), new ReferenceTokenizer(definition), new RandomText(longestWord ?? 0, Enumerable.Range(0, definition.Vocabulary.Count).Select(entry => definition.Vocabulary.TokenAt(entry).ToString())));
    }

    private static void AssertIds(List<int> expected, ReadOnlySpan<int> found, string text)
    {
        if (!found.SequenceEqual(expected.ToArray()))
        {
            Assert.Fail($"'{string.Concat(text.Select(unit => unit is >= ' ' and < '\x7F' ? unit.ToString() : $"\\u{(int)unit:X4}"))}' gave {string.Join(' ', found.ToArray())}, expected {string.Join(' ', expected)}.");
        }
    }
}
