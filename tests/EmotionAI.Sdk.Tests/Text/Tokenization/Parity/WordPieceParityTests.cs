using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares token ids with <c>tokenizers</c>: every case, every code point and every corpus of golden/text/tokenizer.</summary>
public sealed class WordPieceParityTests
{
    private const int LongestText = 1 << 17;

    public static TheoryData<string> Folders =>
    [
        .. Goldens.Folders("*", "golden", "text", "tokenizer")
            .Where(name => name.StartsWith("bert-", StringComparison.Ordinal) || name.StartsWith("wordpiece-", StringComparison.Ordinal)).Order(),
    ];

    private const string GoEmotions = "goemotions/train.tsv goemotions/dev.tsv goemotions/test.tsv";

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_EveryCase_GivesTheIdsOfTheReference(string name)
    {
        var folder = Goldens.Path("golden", "text", "tokenizer", name);
        var tokenizer = TextTokenizer.Load(folder);
        foreach (var line in File.ReadAllText(Path.Combine(folder, "cases.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var item = JsonDocument.Parse(line).RootElement;
            var text = item.GetProperty("text").GetString()!;
            var limit = item.GetProperty("truncated_to");
            var ids = new int[limit.ValueKind == JsonValueKind.Number ? limit.GetInt32() : tokenizer.MaxTokenCount(text.Length)];
            var count = item.GetProperty("special").GetBoolean() ? tokenizer.Encode(text, ids) : tokenizer.EncodeWithoutSpecialTokens(text, ids, out _);
            AssertIds([.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], ids.AsSpan(0, count), text);
        }
    }

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
        var (expected, lengths) = Read(Path.Combine(root, "golden", "text", "tokenizer", "bert-uncased", "corpora.zip"), name);
        var texts = files.Split(' ').SelectMany(file => File.ReadAllText(Path.Combine(root, "data", "text", file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => line.Split('\t')[column]).ToList();
        var ids = new int[LongestText];
        var start = 0;

        Assert.Equal(lengths.Length, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            AssertIds(expected.AsSpan(start, lengths[i]), ids.AsSpan(0, tokenizer.Encode(texts[i], ids)), texts[i]);
            start += lengths[i];
        }
    }

    [Theory]
    [InlineData("between")]
    [InlineData("alone")]
    public void Encode_EveryCodePoint_GivesTheIdsOfTheReference(string form)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", "bert-uncased"));
        var (expected, lengths) = Read(Goldens.Path("golden", "text", "tokenizer", "bert-uncased", "codepoints.zip"), form);
        var ids = new int[64];
        var (start, index) = (0, 0);
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            var text = form == "between" ? $"a{new Rune(codePoint)}b" : new Rune(codePoint).ToString();
            AssertIds(expected.AsSpan(start, lengths[index]), ids.AsSpan(0, tokenizer.EncodeWithoutSpecialTokens(text, ids, out _)), $"U+{codePoint:X4}");
            start += lengths[index++];
        }

        Assert.Equal(lengths.Length, index);
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

    private static (int[] Ids, int[] Lengths) Read(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        return (ReadNumbers(archive, $"{name}.ids.npy"), ReadNumbers(archive, $"{name}.lengths.npy"));
    }

    private static int[] ReadNumbers(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return MemoryMarshal.Cast<byte, int>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray();
    }

    private static void AssertIds(ReadOnlySpan<int> expected, ReadOnlySpan<int> found, string text)
    {
        if (!expected.SequenceEqual(found))
        {
            Assert.Fail($"'{text}' gave {string.Join(' ', found.ToArray())}, expected {string.Join(' ', expected.ToArray())}.");
        }
    }
}
