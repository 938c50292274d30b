using System.IO.Compression;
using System.Text;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares the ids of every code point, alone and between two letters, with <c>tokenizers</c>.</summary>
public sealed class CodePointParityTests
{
    public static TheoryData<string, string> Folders
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Goldens.Folders("*", "golden", "text", "tokenizer").Order().Where(name => File.Exists(Goldens.Path("golden", "text", "tokenizer", name, "codepoints.zip"))))
            {
                using var archive = ZipFile.OpenRead(Goldens.Path("golden", "text", "tokenizer", name, "codepoints.zip"));
                foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(".ids.npy", StringComparison.Ordinal)))
                {
                    data.Add(name, entry.Name[..entry.Name.IndexOf('.', StringComparison.Ordinal)]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void EncodeWithoutSpecialTokens_EveryCodePoint_GivesTheIdsOfTheReference(string name, string form)
    {
        var tokenizer = TextTokenizer.Load(Goldens.Path("golden", "text", "tokenizer", name));
        var (expected, lengths) = NumberArchive.Read(Goldens.Path("golden", "text", "tokenizer", name, "codepoints.zip"), form);
        var (ids, aligned, offsets) = (new int[64], new int[64], new Range[64]);
        var faults = new List<string>();
        var (start, index) = (0, 0);
        for (var codePoint = 0; index < lengths.Length; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            var text = form == "between" ? $"a{new Rune(codePoint)}b" : new Rune(codePoint).ToString();
            var found = ids.AsSpan(0, tokenizer.EncodeWithoutSpecialTokens(text, ids, out _));
            var pipeline = aligned.AsSpan(0, tokenizer.EncodeWithoutSpecialTokens(text, aligned, offsets, out _));
            var wanted = expected.AsSpan(start, lengths[index]);
            if (!wanted.SequenceEqual(found) || !wanted.SequenceEqual(pipeline))
            {
                faults.Add($"U+{codePoint:X4} gave {string.Join(' ', found.ToArray())} and with offsets {string.Join(' ', pipeline.ToArray())}, expected {string.Join(' ', wanted.ToArray())}.");
            }

            start += lengths[index++];
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(20))}");
        Assert.Equal(expected.Length, start);
    }
}
