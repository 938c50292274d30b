using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Holds the precompiled character map of a SentencePiece model: a double array of darts-clone over UTF-8, and the texts that its values point to, each up to a NUL.</summary>
/// <remarks>It comes from a file that may be anybody's: whatever it holds, a lookup ends after the bytes of its key, and gives no more than <see cref="LongestReplacement"/> bytes.</remarks>
internal sealed class PrecompiledMap
{
    /// <summary>The longest text, in bytes, that one character may become; that of nmt_nfkc has 33.</summary>
    public const int LongestReplacement = 1024;

    private const uint LabelMask = 0x8000_00FF;
    private const uint ValueMask = 0x7FFF_FFFF;
    private const uint LeafBit = 1 << 8;
    private const uint FarBit = 1 << 9;
    private const int NoUnit = -1;

    private readonly uint[] _trie;
    private readonly byte[] _texts;
    private readonly int[] _units = new int[char.MaxValue + 1];

    private PrecompiledMap(uint[] trie, byte[] texts)
    {
        (_trie, _texts) = (trie, texts);
        foreach (var text in Split(texts))
        {
            LongestText = Math.Max(LongestText, Encoding.UTF8.GetCharCount(text.Span));
        }

        Span<byte> key = stackalloc byte[4];
        for (var unit = 0; unit < _units.Length; unit++)
        {
            _units[unit] = char.IsSurrogate((char)unit) ? NoUnit : FirstPrefix(key[..new Rune(unit).EncodeToUtf8(key)]);
        }
    }

    /// <summary>Gets the length of the longest text that the map has, in UTF-16 units.</summary>
    public int LongestText { get; }

    /// <summary>Reads a map.</summary>
    /// <param name="bytes">The bytes: the length of the trie, the trie, the texts.</param>
    /// <param name="path">The file they come from.</param>
    /// <param name="key">The key they stand under.</param>
    /// <exception cref="EmotionAIException">They are no map.</exception>
    public static PrecompiledMap Parse(ReadOnlySpan<byte> bytes, string path, string key)
    {
        EmotionAIException Fault(string found, string allowed) =>
            new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}', {key}: found {found}; allowed: {allowed}.", path) { Key = key };

        if (bytes.Length < sizeof(uint))
        {
            throw Fault(Invariant($"{bytes.Length} bytes"), "the length of a trie, the trie and the texts");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var rest = bytes[sizeof(uint)..];
        if (length == 0 || length % sizeof(uint) != 0 || length > (uint)rest.Length)
        {
            throw Fault(Invariant($"a trie of {length} bytes"), Invariant($"a multiple of {sizeof(uint)} from {sizeof(uint)} to the {rest.Length} bytes that follow"));
        }

        var texts = rest[(int)length..];
        if (!Utf8.IsValid(texts))
        {
            throw Fault("texts that are not UTF-8", "UTF-8, with a NUL after each text");
        }

        var trie = new uint[length / sizeof(uint)];
        rest[..(int)length].CopyTo(MemoryMarshal.AsBytes(trie.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(trie, trie);
        }

        var owned = texts.ToArray();
        foreach (var text in Split(owned))
        {
            if (text.Length > LongestReplacement)
            {
                throw Fault(Invariant($"a text of {text.Length} bytes"), Invariant($"up to {LongestReplacement}"));
            }
        }

        return new PrecompiledMap(trie, owned);
    }

    /// <summary>Tells whether a UTF-16 unit, by itself, becomes something else; of surrogates it does not tell.</summary>
    public bool Maps(char unit) => _units[unit] != NoUnit;

    /// <summary>Looks a text up as the reference does: what counts is the shortest of its prefixes that the map has.</summary>
    /// <param name="text">Valid UTF-16, one code point or a cluster.</param>
    /// <param name="replacement">What the whole text becomes, in UTF-8.</param>
    /// <returns>Whether there is such a prefix.</returns>
    public bool TryGet(ReadOnlySpan<char> text, out ReadOnlySpan<byte> replacement)
    {
        var value = NoUnit;
        if (!char.IsSurrogate(text[0]))
        {
            value = _units[text[0]];
        }

        if (value == NoUnit && (text.Length > 1 || char.IsSurrogate(text[0])))
        {
            Span<byte> key = stackalloc byte[16];
            Utf8.FromUtf16(text, key, out _, out var written);
            value = FirstPrefix(key[..written]);
        }

        replacement = value == NoUnit ? [] : TextAt(value);
        return value != NoUnit;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Split(byte[] texts)
    {
        for (var start = 0; start < texts.Length;)
        {
            var length = texts.AsSpan(start).IndexOf((byte)0);
            length = length < 0 ? texts.Length - start : length;
            yield return texts.AsMemory(start, length);
            start += length + 1;
        }
    }

    /// <summary>Gives the value of the shortest prefix of a key, or <see cref="NoUnit"/>.</summary>
    private int FirstPrefix(ReadOnlySpan<byte> key)
    {
        var place = OffsetOf(_trie[0]);
        foreach (var part in key)
        {
            place ^= part;
            if (part == 0 || place >= (uint)_trie.Length || (_trie[place] & LabelMask) != part)
            {
                return NoUnit;
            }

            var unit = _trie[place];
            place ^= OffsetOf(unit);
            if ((unit & LeafBit) != 0)
            {
                // A value outside the texts is no entry: the reference fails there.
                var value = place < (uint)_trie.Length ? _trie[place] & ValueMask : ValueMask;
                return value <= (uint)_texts.Length ? (int)value : NoUnit;
            }
        }

        return NoUnit;
    }

    private static uint OffsetOf(uint unit) => (unit >> 10) << (int)((unit & FarBit) >> 6);

    private ReadOnlySpan<byte> TextAt(int start)
    {
        var rest = _texts.AsSpan(start);
        var length = rest.IndexOf((byte)0);
        return length < 0 ? rest : rest[..length];
    }
}
