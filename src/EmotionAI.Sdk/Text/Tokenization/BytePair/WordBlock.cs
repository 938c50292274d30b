using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Describes up to 64 units of a text, one a bit, for the pattern of GPT-2: where its pieces begin.</summary>
/// <param name="Length">How many units there are before the end of the text or one that is not plain ASCII.</param>
/// <param name="Starts">Where pieces begin; the last one may go on after the block.</param>
internal readonly record struct WordBlock(int Length, ulong Starts)
{
    /// <summary>The most units of a block.</summary>
    public const int MaxLength = 64;

    /// <summary>What a buffer must hold, so that the longest key can be read at every character.</summary>
    public const int BufferLength = MaxLength + AsciiPieceTable.LongestPiece + HalfLength;

    private const int HalfLength = 32;

    /// <summary>An apostrophe and the letters of the longest contraction.</summary>
    private const int LongestContraction = 3;

    /// <summary>Reads a block that begins where a piece does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the block begins, before the end of the text.</param>
    /// <param name="buffer">A buffer of <see cref="BufferLength"/>; receives the characters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordBlock Read(ReadOnlySpan<char> text, int position, ref byte buffer)
    {
        var rest = text.Length - position;
        if (rest < MaxLength)
        {
            return ReadShort(text[position..], ref buffer);
        }

        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text[position..]));
        return Half.Read(ref units, ref buffer).With(Half.Read(ref Unsafe.Add(ref units, HalfLength), ref Unsafe.Add(ref buffer, HalfLength))).ToBlock(MaxLength, isEnd: rest == MaxLength, ref buffer);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WordBlock ReadShort(ReadOnlySpan<char> text, ref byte buffer)
    {
        Span<ushort> units = stackalloc ushort[MaxLength];
        MemoryMarshal.Cast<char, ushort>(text).CopyTo(units);
        units[text.Length..].Clear();
        return Half.Read(ref units[0], ref buffer).With(Half.Read(ref units[HalfLength], ref Unsafe.Add(ref buffer, HalfLength))).ToBlock(text.Length, isEnd: true, ref buffer);
    }

    private readonly record struct Half(ulong Letters, ulong Digits, ulong Blanks, ulong Spaces, ulong Visible)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Half Read(ref ushort units, ref byte characters)
        {
            var ascii = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, HalfLength / 2));
            ascii.StoreUnsafe(ref characters);
            var letters = Vector256.LessThan((ascii | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
            var digits = Vector256.LessThan(ascii - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
            var visible = Vector256.LessThan(ascii - Vector256.Create((byte)'!'), Vector256.Create((byte)('\x7F' - '!')));
            var blanks = Vector256.Equals(ascii, Vector256.Create((byte)' '));
            var spaces = blanks | Vector256.LessThan(ascii - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t' + 1)));
            return new Half(letters.ExtractMostSignificantBits(), digits.ExtractMostSignificantBits(), blanks.ExtractMostSignificantBits(), spaces.ExtractMostSignificantBits(), visible.ExtractMostSignificantBits());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Half With(Half other) => new(
            Letters | (other.Letters << HalfLength),
            Digits | (other.Digits << HalfLength),
            Blanks | (other.Blanks << HalfLength),
            Spaces | (other.Spaces << HalfLength),
            Visible | (other.Visible << HalfLength));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public WordBlock ToBlock(int rest, bool isEnd, ref byte characters)
        {
            var length = Math.Min(rest, BitOperations.TrailingZeroCount(~(Visible | Spaces)));
            var others = Visible & ~(Letters | Digits);
            var same = (Letters & (Letters << 1)) | (Digits & (Digits << 1)) | (others & (others << 1)) | (Spaces & (Spaces << 1));

            // A blank belongs to the word after it; of more white space only the last unit is left for that.
            var starts = (~same & ~(Visible & (Blanks << 1))) | (Spaces & (Visible >> 1)) | 1;
            starts &= length < MaxLength ? (1UL << length) - 1 : ulong.MaxValue;
            var quotes = starts & Apostrophes(others, ref characters);
            return quotes == 0 ? new WordBlock(length, starts) : Contract(length, isEnd && length == rest, starts, quotes, ref characters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Apostrophes(ulong others, ref byte characters) => others == 0 ? 0
            : Vector256.Equals(Vector256.LoadUnsafe(ref characters), Vector256.Create((byte)'\'')).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref characters, HalfLength), Vector256.Create((byte)'\'')).ExtractMostSignificantBits() << HalfLength);
    }

    /// <summary>Lets a piece that begins with an apostrophe end after the letters of a contraction.</summary>
    private static WordBlock Contract(int length, bool isEnd, ulong starts, ulong quotes, ref byte characters)
    {
        for (; quotes != 0; quotes &= quotes - 1)
        {
            var quote = BitOperations.TrailingZeroCount(quotes);
            if (quote + LongestContraction > length && !isEnd)
            {
                // Its letters are not all in the block: it is looked at in the next one.
                return quote == 0 ? new WordBlock(0, 0) : new WordBlock(quote, starts & ((1UL << quote) - 1));
            }

            var letters = Letters(ref Unsafe.Add(ref characters, quote + 1), length - quote - 1);
            if (letters > 0)
            {
                var end = quote + 1 + letters;
                starts &= ~(1UL << (quote + 1));
                starts |= end < length ? 1UL << end : 0;
            }
        }

        return new WordBlock(length, starts);
    }

    private static int Letters(ref byte characters, int length)
    {
        var first = length > 0 ? (char)characters : '\0';
        var second = length > 1 ? (char)Unsafe.Add(ref characters, 1) : '\0';
        return (first, second) switch
        {
            ('s' or 't' or 'm' or 'd', _) => 1,
            ('r' or 'v', 'e') or ('l', 'l') => 2,
            _ => 0,
        };
    }
}
