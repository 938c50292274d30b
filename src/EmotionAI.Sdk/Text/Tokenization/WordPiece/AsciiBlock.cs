using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Describes up to 64 units of a text, one a bit: where words end, and which of those ends is punctuation.</summary>
/// <param name="Length">How many units there are before the end of the text or one that is not plain ASCII.</param>
/// <param name="Ends">Which of them are no part of a word.</param>
/// <param name="Punctuation">Which of them are words of their own.</param>
internal readonly record struct AsciiBlock(int Length, ulong Ends, ulong Punctuation)
{
    /// <summary>The most units of a block.</summary>
    public const int MaxLength = 64;

    /// <summary>Where in the buffer the characters of a block begin; before them lie those of the text before it.</summary>
    public const int Start = HalfLength;

    /// <summary>What a buffer must hold, so that the longest key can be read at every character.</summary>
    public const int BufferLength = Start + MaxLength + AsciiPieceTable.LongestPiece;

    private const int HalfLength = 32;

    /// <summary>Reads a block.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the block begins, before the end of the text.</param>
    /// <param name="lowercase">Whether letters become small ones.</param>
    /// <param name="buffer">A buffer of <see cref="BufferLength"/>; receives the characters, from <see cref="Start"/> on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AsciiBlock Read(ReadOnlySpan<char> text, int position, bool lowercase, ref byte buffer)
    {
        ref var characters = ref Unsafe.Add(ref buffer, Start);
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var rest = Math.Min(text.Length - position, MaxLength);
        var caseBit = (byte)(lowercase ? 0x20 : 0);
        Half half;
        if (rest > HalfLength)
        {
            // The second half ends where the block does and overlaps the first one.
            half = Half.Read(ref Unsafe.Add(ref units, position), caseBit, ref characters);
            var second = Half.Read(ref Unsafe.Add(ref units, position + rest - HalfLength), caseBit, ref Unsafe.Add(ref characters, rest - HalfLength));
            half = half.With(second, rest - HalfLength);
        }
        else if (text.Length >= HalfLength)
        {
            half = Half.Read(ref Unsafe.Add(ref units, text.Length - HalfLength), caseBit, ref Unsafe.Add(ref characters, rest - HalfLength)).Skip(HalfLength - rest);
        }
        else
        {
            half = ReadShort(text[position..], caseBit, ref characters);
        }

        return half.ToBlock(rest);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Half ReadShort(ReadOnlySpan<char> text, byte caseBit, ref byte characters)
    {
        Span<ushort> units = stackalloc ushort[HalfLength];
        units.Clear();
        MemoryMarshal.Cast<char, ushort>(text).CopyTo(units);
        return Half.Read(ref units[0], caseBit, ref characters);
    }

    private readonly record struct Half(ulong Words, ulong Spaces, ulong Plain)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Half Read(ref ushort units, byte caseBit, ref byte characters)
        {
            var ascii = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, HalfLength / 2));
            var small = ascii | Vector256.Create((byte)0x20);
            var letters = Vector256.LessThan(small - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
            var digits = Vector256.LessThan(ascii - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
            var visible = Vector256.LessThan(ascii - Vector256.Create((byte)'!'), Vector256.Create((byte)('\x7F' - '!')));
            var spaces = Vector256.Equals(ascii, Vector256.Create((byte)' ')) | Vector256.Equals(ascii, Vector256.Create((byte)'\n'))
                | Vector256.Equals(ascii, Vector256.Create((byte)'\t')) | Vector256.Equals(ascii, Vector256.Create((byte)'\r'));
            (ascii | (letters & Vector256.Create(caseBit))).StoreUnsafe(ref characters);
            return new Half((letters | digits).ExtractMostSignificantBits(), spaces.ExtractMostSignificantBits(), (visible | spaces).ExtractMostSignificantBits());
        }

        public Half With(Half other, int shift) => new(Words | (other.Words << shift), Spaces | (other.Spaces << shift), Plain | (other.Plain << shift));

        public Half Skip(int count) => new(Words >> count, Spaces >> count, Plain >> count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public AsciiBlock ToBlock(int rest)
        {
            var length = BitOperations.TrailingZeroCount(~Plain);
            var ends = length < MaxLength ? ~Words & ((1UL << length) - 1) : ~Words;
            return new AsciiBlock(length, ends, ends & ~Spaces);
        }
    }
}
