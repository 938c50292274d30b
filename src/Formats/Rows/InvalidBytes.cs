using System.Text;

namespace EmotionAI.Formats;

/// <summary>Leaves a mark in the text where bytes are not valid, so that the line they are in can be named.</summary>
internal sealed class InvalidBytes : DecoderFallback
{
    /// <summary>A code point that Unicode keeps free of meaning, so that no text has it.</summary>
    public const char Mark = '\uFFFF';

    public override int MaxCharCount => 1;

    /// <summary>Counts the marks of a text and says what they mean.</summary>
    /// <returns>The message; null for a text without marks.</returns>
    public static string? Describe(ReadOnlySpan<char> text, string encoding)
    {
        var count = text.Count(Mark);
        return count == 0 ? null : Invariant($"{count} {(count == 1 ? "place" : "places")} with bytes that are not valid {encoding}; name the encoding of the file, for example --encoding windows-1252, latin1 or utf-16, or save it as UTF-8.");
    }

    /// <summary>Makes a text that can be shown.</summary>
    public static string Show(string text) => text.Replace(Mark, '\uFFFD');

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private int _left;

        public override int Remaining => _left;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _left = 1;
            return true;
        }

        public override char GetNextChar() => _left-- > 0 ? Mark : '\0';

        public override bool MovePrevious()
        {
            if (_left > 0)
            {
                return false;
            }

            _left = 1;
            return true;
        }

        public override void Reset() => _left = 0;
    }
}
