using System.Buffers.Binary;
using System.Text;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece.Malformed;

/// <summary>One tiny map per refusal, and maps whose trie leads nowhere.</summary>
public sealed class PrecompiledMapTests
{
    private const string Key = "precompiled_charsmap";

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "no length", [4, 0, 0], "found 3 bytes" },
        { "no trie", [0, 0, 0, 0, 65, 0], "a trie of 0 bytes" },
        { "a trie of half units", [6, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0], "a trie of 6 bytes" },
        { "a trie longer than the map", [16, 0, 0, 0, 1, 2, 3, 4], "a trie of 16 bytes" },
        { "a trie longer than any", [252, 255, 255, 255, 1, 2, 3, 4], "a trie of 4294967292 bytes" },
        { "texts that are not UTF-8", Map([0], [0xC3]), "not UTF-8" },
        { "a text that is too long", Map([0], [.. Enumerable.Repeat((byte)'a', PrecompiledMap.LongestReplacement + 1)]), "a text of 1025 bytes" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Parse_BrokenMap_IsRefused(string what, byte[] bytes, string message)
    {
        var thrown = Assert.Throws<EmotionAIException>(() => PrecompiledMap.Parse(bytes, "tokenizer.json", Key));

        Assert.True(thrown.Code == EmotionErrorCodes.FormatInvalid && thrown.Key == Key, what);
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryGet_PieceOfMap_GivesTheShortestPrefix()
    {
        var map = PrecompiledMap.Parse(OneLetter('a', value: 2), "tokenizer.json", Key);

        Assert.True(map.TryGet("a", out var replacement));
        Assert.Equal("yz", Encoding.UTF8.GetString(replacement));
        Assert.True(map.TryGet("a\u0301", out replacement));
        Assert.Equal("yz", Encoding.UTF8.GetString(replacement));
        Assert.False(map.TryGet("b", out _));
        Assert.False(map.TryGet("\u0301", out _));
    }

    [Fact]
    public void TryGet_ValueOutsideTheTexts_IsNoEntry()
    {
        Assert.False(PrecompiledMap.Parse(OneLetter('a', value: 6), "tokenizer.json", Key).TryGet("a", out _));
        Assert.True(PrecompiledMap.Parse(OneLetter('a', value: 5), "tokenizer.json", Key).TryGet("a", out var empty));
        Assert.True(empty.IsEmpty);
    }

    [Fact]
    public void Normalize_RandomTries_EndsAndStaysValid()
    {
        var random = new Random(3);
        var text = new NormalizedText();
        for (var round = 0; round < 60; round++)
        {
            var trie = new uint[1 + random.Next(600)];
            for (var i = 0; i < trie.Length; i++)
            {
                // Labels that may be met, offsets near and far, leaves.
                trie[i] = (uint)random.Next(256) | ((uint)random.Next(4) << 8) | ((uint)random.Next(random.Next(2) == 0 ? 700 : 1 << 22) << 10);
            }

            var normalizer = new PrecompiledNormalizer(PrecompiledMap.Parse(Map(trie, Encoding.UTF8.GetBytes("a\0é\0漢字\0\0😀\0")), "tokenizer.json", Key));
            for (var i = 0; i < 200; i++)
            {
                var input = string.Create(20, random, static (units, random) => random.GetItems<char>("abcé\u0301漢\uD83D\uDE00\0\u200D ", units));
                text.Reset(input, 0, isAligned: true);
                normalizer.Normalize(text);

                Assert.True(text.Length <= input.Length * normalizer.Growth);
                Assert.Equal(text.Units.ToString(), string.Concat(text.Units.ToString().EnumerateRunes()));
            }
        }
    }

    /// <summary>Makes a map of one letter, whose texts are "x", "yz" and nothing.</summary>
    private static byte[] OneLetter(char letter, uint value)
    {
        var trie = new uint[512];
        trie[0] = 256u << 10;
        trie[256 ^ letter] = letter | (1u << 8) | ((uint)(256 ^ letter ^ 511) << 10);
        trie[511] = 0x8000_0000 | value;
        return Map(trie, Encoding.UTF8.GetBytes("x\0yz\0"));
    }

    private static byte[] Map(uint[] trie, byte[] texts)
    {
        var bytes = new byte[sizeof(uint) * (trie.Length + 1)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(sizeof(uint) * trie.Length));
        for (var i = 0; i < trie.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint) * (i + 1)), trie[i]);
        }

        return [.. bytes, .. texts];
    }
}
