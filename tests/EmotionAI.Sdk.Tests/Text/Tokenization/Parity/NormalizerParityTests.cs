using System.IO.Compression;
using System.Text.Json;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.Patterns;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares normalizers with <c>tokenizers</c> 0.22.2: made texts of accents, Hangul, Indic, emoji, controls and any code points, each character with the range that it stands for.</summary>
public sealed class NormalizerParityTests
{
    private static readonly Lazy<Dictionary<string, List<(string Text, (string, int, int)[] Characters)>>> Cases = new(Read);

    private static readonly Lazy<PrecompiledNormalizer> Nmt = new(() =>
    {
        var path = Goldens.Path("golden", "text", "tokenizer", "xlmr-unigram-spm-only", "sentencepiece.bpe.model");
        return new PrecompiledNormalizer(PrecompiledMap.Parse(SentencePieceModelFile.Read(path, EmotionLimits.Default).CharacterMap.Span, path, "precompiled_charsmap"));
    });

    [Theory]
    [InlineData("nmt", 4_000)]
    [InlineData("nfd", 550)]
    [InlineData("nfc", 550)]
    [InlineData("nfkd", 550)]
    [InlineData("nfkc", 550)]
    [InlineData("accents", 550)]
    [InlineData("lower", 550)]
    [InlineData("strip", 550)]
    [InlineData("rstrip", 550)]
    [InlineData("spaces", 550)]
    [InlineData("white", 550)]
    [InlineData("quotes", 550)]
    [InlineData("albert", 550)]
    [InlineData("deberta4", 550)]
    [InlineData("deberta5", 550)]
    [InlineData("xlmr4", 550)]
    public void Normalize_MadeTexts_GivesTheCharactersAndRangesOfTheReference(string name, int leastCases)
    {
        var normalizer = Make(name);
        var text = new NormalizedText();
        var cases = Cases.Value[name];
        foreach (var (original, expected) in cases)
        {
            text.Reset(original, 0, isAligned: true);
            normalizer.Normalize(text);

            Assert.Equal(expected, Characters(text));
        }

        Assert.InRange(cases.Count, leastCases, int.MaxValue);
    }

    private static INormalizer Make(string name) => name switch
    {
        "nmt" => Nmt.Value,
        "nfd" => UnicodeNormalizer.For(UnicodeForm.Nfd),
        "nfc" => UnicodeNormalizer.For(UnicodeForm.Nfc),
        "nfkd" => UnicodeNormalizer.For(UnicodeForm.Nfkd),
        "nfkc" => UnicodeNormalizer.For(UnicodeForm.Nfkc),
        "accents" => new StripAccentsNormalizer(),
        "lower" => LowercaseNormalizer.Instance,
        "strip" => new StripNormalizer(left: true, right: true),
        "rstrip" => new StripNormalizer(left: false, right: true),
        "spaces" => new ReplaceNormalizer(new WhiteSpacePattern(blanksOnly: true), "▁"),
        "white" => new ReplaceNormalizer(new WhiteSpacePattern(blanksOnly: false), " "),
        "quotes" => new NormalizerSequence([new ReplaceNormalizer(new LiteralPattern("``"), "\""), new ReplaceNormalizer(new LiteralPattern("''"), "\"")]),
        "albert" => new NormalizerSequence([Make("quotes"), Make("nfkd"), Make("accents"), Make("lower"), Make("nmt"), new ReplaceNormalizer(new WhiteSpacePattern(blanksOnly: true), " ")]),
        "deberta4" => new NormalizerSequence([Make("strip"), Make("nmt"), new ReplaceNormalizer(new WhiteSpacePattern(blanksOnly: true), " ")]),
        "deberta5" => new NormalizerSequence([Make("white"), Make("nfc"), Make("rstrip")]),
        _ => new NormalizerSequence([Make("nmt"), Make("rstrip"), Make("spaces")]),
    };

    private static Dictionary<string, List<(string Text, (string, int, int)[] Characters)>> Read()
    {
        using var archive = ZipFile.OpenRead(Goldens.Path("golden", "text", "normalizers", "cases.zip"));
        using var reader = new StreamReader(archive.GetEntry("cases.jsonl")!.Open());
        Dictionary<string, List<(string, (string, int, int)[])>> cases = [];
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var item = document.RootElement;
            var characters = item.GetProperty("n").EnumerateArray().Zip(item.GetProperty("o").EnumerateArray(), (character, place) => (character.GetString()!, place[0].GetInt32(), place[1].GetInt32()));
            var name = item.GetProperty("k").GetString()!;
            cases.TryAdd(name, []);
            cases[name].Add((item.GetProperty("t").GetString()!, [.. characters]));
        }

        return cases;
    }

    private static List<(string, int, int)> Characters(NormalizedText text)
    {
        List<(string, int, int)> characters = [];
        var position = 0;
        foreach (var rune in text.Units.EnumerateRunes())
        {
            var (start, end) = text.OriginalOf(position, position + rune.Utf16SequenceLength);
            characters.Add((rune.ToString(), start, end));
            position += rune.Utf16SequenceLength;
        }

        return characters;
    }
}
