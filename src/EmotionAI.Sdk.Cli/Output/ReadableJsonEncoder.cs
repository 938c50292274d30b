using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace EmotionAI.Cli.Output;

/// <summary>Escapes in JSON only what RFC 8259 asks for, so that every script and emoji stays readable; lone surrogates become U+FFFD.</summary>
internal sealed class ReadableJsonEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;
    private const int FirstPrintable = 0x20;

    public static ReadableJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < FirstPrintable or '"' or '\\';

    // Invariant: the base class, which asks for pointers, gives textLength characters; each index is below it.
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (WillEncode(text[i]) || char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    // Invariant: the base class gives room for bufferLength characters; the span made of it checks every write.
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> escape = stackalloc char[EscapeLength];
        numberOfCharactersWritten = Escape(unicodeScalar, escape);
        return escape[..numberOfCharactersWritten].TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private static int Escape(int scalar, Span<char> escape)
    {
        var letter = scalar switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', '\f' => 'f', _ => '\0' };
        if (letter != '\0')
        {
            escape[0] = '\\';
            escape[1] = letter;
            return 2;
        }

        if (scalar >= FirstPrintable)
        {
            return new Rune(scalar).EncodeToUtf16(escape);
        }

        escape.TryWrite(CultureInfo.InvariantCulture, $"\\u{scalar:x4}", out var written);
        return written;
    }
}
