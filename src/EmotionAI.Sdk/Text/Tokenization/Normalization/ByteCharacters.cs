using System.Text;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Lets a visible character stand for each byte, as GPT-2 does.</summary>
internal static class ByteCharacters
{
    private const int Bytes = byte.MaxValue + 1;

    /// <summary>The largest character that stands for a byte.</summary>
    public const char Last = '\u0143';

    private static readonly char[] Characters = Create();

    /// <summary>Gets the character of each byte.</summary>
    public static ReadOnlySpan<char> OfBytes => Characters;

    /// <summary>Gets the byte that a character stands for; -1 where it stands for none.</summary>
    public static int ByteOf(char character) => character > Last ? -1 : Characters.AsSpan().IndexOf(character);

    /// <summary>Puts the characters of its bytes in the place of each code point that an edit reads up to a position.</summary>
    public static void Map(NormalizedText text, int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (text.Position < end)
        {
            var count = new Rune(text.Next).EncodeToUtf8(bytes);
            text.Replace(Characters[bytes[0]]);
            for (var i = 1; i < count; i++)
            {
                text.Insert(Characters[bytes[i]]);
            }
        }
    }

    private static char[] Create()
    {
        var characters = new char[Bytes];
        var next = (char)Bytes;
        for (var value = 0; value < Bytes; value++)
        {
            characters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : next++;
        }

        return characters;
    }
}
