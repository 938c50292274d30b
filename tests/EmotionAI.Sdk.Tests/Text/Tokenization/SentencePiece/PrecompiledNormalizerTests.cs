using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece;

public sealed class PrecompiledNormalizerTests
{
    private static readonly Lazy<PrecompiledNormalizer> Nmt = new(() =>
    {
        var path = Goldens.Path("golden", "text", "tokenizer", "xlmr-unigram-spm-only", "sentencepiece.bpe.model");
        return new PrecompiledNormalizer(PrecompiledMap.Parse(SentencePieceModelFile.Read(path, EmotionLimits.Default).CharacterMap.Span, path, "precompiled_charsmap"));
    });

    [Theory]
    [InlineData("plain text, nothing to do", "plain text, nothing to do")]
    [InlineData("ｆｕｌｌ　width", "full width")]
    [InlineData("e\u0301", "é")]
    [InlineData("ﬁ\u0308x", "fix")]
    [InlineData("漢\u0301", "漢\u0301")]
    [InlineData("\u0001a\u0002b", "ab")]
    [InlineData("a\u200Bb", "a b")]
    [InlineData("", "")]
    [InlineData("\u0001", "")]
    public void Normalize_Text_GivesWhatTheMapSays(string text, string expected)
    {
        var normalized = new NormalizedText();
        foreach (var isAligned in new[] { true, false })
        {
            normalized.Reset(text, 0, isAligned);
            Nmt.Value.Normalize(normalized);

            Assert.Equal(expected, normalized.Units.ToString());
        }
    }

    [Fact]
    public void Normalize_AnyText_StaysValidAndInside()
    {
        var random = new Random(5);
        var normalized = new NormalizedText();
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Create(random.Next(40), random, static (units, random) =>
            {
                for (var i = 0; i < units.Length; i++)
                {
                    units[i] = (char)random.Next(random.Next(3) == 0 ? 0x10000 : 0x400);
                }
            });
            normalized.Reset(text, 7, isAligned: true);

            Nmt.Value.Normalize(normalized);

            Assert.True(normalized.Length <= (text.Length * Nmt.Value.Growth));
            for (var unit = 0; unit < normalized.Length; unit++)
            {
                var (start, end) = normalized.OriginalOf(unit, unit + 1);
                Assert.InRange(start, unit == 0 ? 7 : normalized.OriginalStartOf(unit - 1), end);
                Assert.InRange(end, start, 7 + text.Length);
            }
        }
    }

    [Fact]
    public void Normalize_MillionUnitsOfOneCluster_TakesSeconds()
    {
        var normalized = new NormalizedText();
        normalized.Reset("e" + new string('\u0301', 1_000_000), 0, isAligned: true);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Nmt.Value.Normalize(normalized);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(1_000_001, normalized.Length);
    }

    [Fact]
    public void Normalize_SteadyState_AllocatesNothing()
    {
        var normalized = new NormalizedText();

        Assert.Equal(0, Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                normalized.Reset("Ｈｅｌｌｏ\u00A0e\u0301 ﬁ…  \u0001wörld 😀", 0, isAligned: true);
                Nmt.Value.Normalize(normalized);
            }
        }));
    }
}
