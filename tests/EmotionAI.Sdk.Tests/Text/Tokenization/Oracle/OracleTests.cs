using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EmotionAI.Text;
using Tokenizers.DotNet;

namespace EmotionAI.Tests.Text.Tokenization.Oracle;

/// <summary>Compares random texts with the library <c>tokenizers</c> itself, through its .NET wrapper. eng/compare-tokenizers.sh runs a million.</summary>
public sealed class OracleTests
{
    private const int DefaultTexts = 20_000;
    private const string TextsVariable = "EMOTIONAI_ORACLE_TEXTS";

    public static TheoryData<string> Names => [.. OracleTokenizers.Names];

    [OracleTheory]
    [MemberData(nameof(Names))]
    public void Encode_RandomText_GivesTheIdsOfTokenizers(string name)
    {
        using var folder = new TemporaryFolder();
        var json = OracleTokenizers.Json(name);
        folder.Write("tokenizer.json", json);
        folder.Write("tokenizer_config.json", """{"tokenizer_class": "PreTrainedTokenizerFast"}""");
        var tokenizer = TextTokenizer.Load(folder.Path);
        using var oracle = new Tokenizer(Path.Combine(folder.Path, "tokenizer.json"));
        var texts = new RandomText(name.Length, Words(json));
        var ids = new int[1 << 16];
        var offsets = new Range[1 << 16];
        for (var i = Texts(); i > 0; i--)
        {
            var text = texts.Next();
            var expected = oracle.Encode(Whole(text)).Select(id => (int)id).ToArray();
            var found = ids.AsSpan(0, tokenizer.Encode(text, ids)).ToArray();
            var aligned = ids.AsSpan(0, tokenizer.Encode(text, ids, offsets, out _)).ToArray();

            Assert.True(expected.SequenceEqual(found), $"'{RandomText.Escape(text)}' gave {string.Join(' ', found)}, expected {string.Join(' ', expected)}.");
            Assert.True(expected.SequenceEqual(aligned), $"'{RandomText.Escape(text)}' gave with offsets {string.Join(' ', aligned)}, expected {string.Join(' ', expected)}.");
            if (expected.Length > 0 && i % 8 == 0)
            {
                Assert.Equal(oracle.Decode([.. expected.Select(id => (uint)id)]), tokenizer.Decode(found));
            }
        }
    }

    /// <summary>Puts U+FFFD, as which they count, in the place of unpaired surrogates, which the wrapper refuses.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static int Texts()
    {
        var all = int.TryParse(Environment.GetEnvironmentVariable(TextsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : DefaultTexts;
        return (all / OracleTokenizers.Names.Count()) + 1;
    }

    private static IEnumerable<string> Words(string json)
    {
        var vocabulary = JsonNode.Parse(json)!["model"]!["vocab"]!;
        return (vocabulary is JsonObject tokens ? tokens.Select(token => token.Key) : vocabulary.AsArray().Select(piece => piece![0]!.GetValue<string>()))
            .Select(word => word.Replace('Ġ', ' ').Replace('▁', ' '));
    }

    /// <summary>Skips where the wrapper has no native library.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OracleTheoryAttribute : TheoryAttribute
    {
        public OracleTheoryAttribute() => Skip = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? null : "Tokenizers.DotNet.runtime.linux-x64 is for Linux on x64.";
    }
}
