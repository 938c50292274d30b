using System.Diagnostics;
using System.Globalization;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.Unigram;

namespace EmotionAI.Tests.Text.Tokenization.Unigram;

public sealed class UnigramModelTests
{
    private static readonly (string Piece, double Score)[] Letters = [("<unk>", 0), ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("cd", 1), ("ab", 2), ("abc", 5), ("abcd", 10)];

    [Fact]
    public void Tokenize_SeveralSplits_TakesTheOneOfTheBestSum()
    {
        Assert.Equal(["abcd@0-4", "a@4-5", "cd@5-7", "<unk>@7-9"], Tokenize(Letters, "abcdacdxx"));
    }

    [Fact]
    public void Tokenize_TwoSplitsOfOneSum_TakesTheLongestLastPiece()
    {
        Assert.Equal(["a@0-1", "bc@1-3"], Tokenize([("<unk>", 0), ("a", -1), ("b", -1), ("c", -1), ("ab", -2), ("bc", -2)], "abc"));
    }

    [Fact]
    public void Tokenize_NeighbouringUnknowns_AreOne()
    {
        Assert.Equal(["<unk>@0-4", "a@4-5", "<unk>@5-7"], Tokenize(Letters, "x漢😀a😀"));
    }

    [Fact]
    public void Tokenize_UnpairedSurrogate_IsUnknown()
    {
        Assert.Equal(["a@0-1", "<unk>@1-3", "b@3-4"], Tokenize(Letters, "a\uDE00\uD83Db"));
    }

    [Fact]
    public void Tokenize_PieceThatNamesTheUnknown_FusesWithUnknowns()
    {
        Assert.Equal(["<unk>@0-7", "a@7-8"], Tokenize(Letters, "x<unk>ya"));
    }

    [Fact]
    public void Tokenize_AllBytesArePieces_WritesUnknownAsBytes()
    {
        (string, double)[] pieces = [("<unk>", 0), ("a", 0), .. Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", -20.0))];

        Assert.Equal(["a@0-1", "<0xC3>@1-2", "<0xA9>@1-2", "a@2-3"], Tokenize(pieces, "aéa", byteFallback: true));
        Assert.Equal(["a@0-1", "<unk>@1-2", "a@2-3"], Tokenize(pieces[..150], "aéa", byteFallback: true));
        Assert.Equal(["a@0-1", "<unk>@1-2", "a@2-3"], Tokenize(pieces, "aéa"));
    }

    [Fact]
    public void Tokenize_WholePieceSeenBefore_GivesTheSame()
    {
        var model = Build([("<unk>", 0), ("a", -1), ("b", -1), ("ab", -1.5), ("ba", -3)]);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([3], Ids(model, "ab"));
            Assert.Equal([2, 1], Ids(model, "ba"));
        }
    }

    [Fact]
    public void Tokenize_Enough_StopsThere()
    {
        var tokens = new TokenBuffer();
        tokens.Reset(isAligned: false, enough: 3);

        Build(Letters).Tokenize("adadadad", tokens);

        Assert.Equal([1, 4, 1], tokens.Ids.ToArray());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("x")]
    [InlineData("abcdabcdx漢")]
    public void Tokenize_MillionUnitsWithoutBlank_TakesSeconds(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        var tokens = new TokenBuffer();
        tokens.Reset(isAligned: true, int.MaxValue);
        var clock = Stopwatch.StartNew();

        Build(Letters).Tokenize(text, tokens);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(text.Length, tokens.Ends[^1]);
    }

    [Fact]
    public void Tokenize_SteadyState_AllocatesNothing()
    {
        var model = Build(Letters);
        var tokens = new TokenBuffer();
        var text = string.Concat(Enumerable.Repeat("abcdxcd漢", 40));

        Assert.Equal(0, Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                tokens.Reset(isAligned: true, int.MaxValue);
                model.Tokenize(text, tokens);
                model.Tokenize("abcd", tokens);
            }
        }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    [InlineData(9)]
    public void Build_UnknownIdOutsideTheVocabulary_IsRefused(int? unknownId)
    {
        var thrown = Assert.Throws<EmotionAIException>(() => Describe(Letters, unknownId).Build(Vocabulary(Letters), "tokenizer.json"));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, "model.unk_id"), (thrown.Code, thrown.Key));
        Assert.Contains("0 to 8", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e200)]
    public void Build_ScoreThatIsNoNumber_IsRefused(double score)
    {
        (string, double)[] pieces = [.. Letters, ("z", score)];

        var thrown = Assert.Throws<EmotionAIException>(() => Describe(pieces, 0).Build(Vocabulary(pieces), "tokenizer.json"));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, "model.vocab"), (thrown.Code, thrown.Key));
    }

    [Fact]
    public void Build_OnePieceOfManyUnits_IsRefusedBeforeItTakesMemory()
    {
        (string, double)[] pieces = [("<unk>", 0), (new string('a', PieceTrieBuilder.MostNodes + 1), 0)];

        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => Describe(pieces, 0).Build(Vocabulary(pieces), "tokenizer.json")).Code);
    }

    [Fact]
    public void Build_PiecesThatLeaveGaps_AreRefusedBeforeTheyTakeMemory()
    {
        var random = new Random(1);
        (string, double)[] pieces = [("<unk>", 0), .. Enumerable.Range(0, 600).SelectMany(first => Enumerable.Range(0, 300).Select(_ => ($"{(char)(0x4E00 + first)}{(char)random.Next(0x100, 0xD800)}", 0.0)))];

        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => Describe(pieces, 0).Build(Vocabulary(pieces), "tokenizer.json")).Code);
    }

    [Fact]
    public void Build_ManyPiecesOfManyCharacters_FindsEachOfThem()
    {
        var random = new Random(2);
        string[] texts = [.. Enumerable.Range(0, 30_000).Select(_ => string.Create(random.Next(1, 6), random, static (units, random) =>
        {
            for (var i = 0; i < units.Length; i++)
            {
                units[i] = (char)(0x3000 + (int)(8_000 * Math.Pow(random.NextDouble(), 3)));
            }
        })).Distinct()];
        var vocabulary = Vocabulary([.. texts.Select(text => (text, 0.0))]);

        var trie = PieceTrieBuilder.Build(vocabulary, new double[texts.Length])!;

        Assert.All(Enumerable.Range(0, texts.Length), id => Assert.Equal(id, trie.Find(texts[id])));
        Assert.Equal(-1, trie.Find("\u0041"));
        Assert.Equal(-1, trie.Find(texts[0] + "\uFFFF"));
    }

    private static List<string> Tokenize((string Piece, double Score)[] pieces, string text, bool byteFallback = false)
    {
        var model = Build(pieces, byteFallback);
        var tokens = new TokenBuffer();
        tokens.Reset(isAligned: true, int.MaxValue);
        model.Tokenize(text, tokens);
        List<string> described = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            described.Add(string.Create(CultureInfo.InvariantCulture, $"{pieces[tokens.Ids[i]].Piece}@{tokens.Starts[i]}-{tokens.Ends[i]}"));
        }

        return described;
    }

    private static int[] Ids(ITokenModel model, string text)
    {
        var tokens = new TokenBuffer();
        tokens.Reset(isAligned: false, int.MaxValue);
        model.Tokenize(text, tokens);
        return tokens.Ids.ToArray();
    }

    private static ITokenModel Build((string Piece, double Score)[] pieces, bool byteFallback = false) => (Describe(pieces, 0) with { ByteFallback = byteFallback }).Build(Vocabulary(pieces), "tokenizer.json");

    private static UnigramDescription Describe((string Piece, double Score)[] pieces, int? unknownId) => new() { Scores = [.. pieces.Select(piece => piece.Score)], UnknownId = unknownId };

    private static Vocabulary Vocabulary((string Piece, double Score)[] pieces)
    {
        var vocabulary = new Vocabulary();
        for (var id = 0; id < pieces.Length; id++)
        {
            vocabulary.Add(pieces[id].Piece, id);
        }

        return vocabulary;
    }
}
