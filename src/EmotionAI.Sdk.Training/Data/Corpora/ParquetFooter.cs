using System.Buffers.Binary;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>
/// Walks the footer of a parquet file, a structure of Thrift's compact protocol, before the library reads it: Parquet.Net 6.1 goes round for ever
/// where a length leads beyond the end. Every length is within the footer, and the structure ends where the footer ends.
/// </summary>
internal ref struct ParquetFooter
{
    private const int Deepest = 32;
    private const int TailLength = 8;
    private const int LargestFooter = 64 << 20;
    private const int LongestNumber = 10;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Checks the file and leaves the stream at its beginning.</summary>
    /// <exception cref="EmotionAIException">It is no parquet file, or its footer is damaged.</exception>
    public static void Check(Stream stream, string path)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        if (stream.Length < TailLength + 4)
        {
            throw Fault(path, "it is too short");
        }

        stream.Position = stream.Length - TailLength;
        stream.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual("PAR1"u8) || length < 1 || length > stream.Length - TailLength - 4 || length > LargestFooter)
        {
            throw Fault(path, "it does not end with a footer and PAR1");
        }

        var footer = new byte[length];
        stream.Position = stream.Length - TailLength - length;
        stream.ReadExactly(footer);
        stream.Position = 0;
        var walk = new ParquetFooter(footer);
        if (!walk.Struct(0) || walk._at != footer.Length)
        {
            throw Fault(path, Invariant($"its footer breaks off or is damaged at byte {walk._at} of {length}"));
        }
    }

    /// <summary>Walks the fields of a structure up to its stop.</summary>
    private bool Struct(int depth)
    {
        var field = 0;
        while (_at < _bytes.Length && depth < Deepest)
        {
            var head = _bytes[_at++];
            if (head == 0)
            {
                return true;
            }

            // Four bits say how far the number of the field is from the last; none, that it is written out.
            if (head >> 4 == 0)
            {
                if (!Number(out var written))
                {
                    return false;
                }

                field = (int)(written >> 1);
            }
            else
            {
                field += head >> 4;
            }

            // True and false of a field are in its type.
            if (field is < 1 or > short.MaxValue || !((head & 0xF) is 1 or 2 || Value(head & 0xF, depth)))
            {
                return false;
            }
        }

        return false;
    }

    private bool Value(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3:
                return Skip(1);
            case 4 or 5 or 6:
                return Number(out _);
            case 7:
                return Skip(sizeof(double));
            case 8:
                return Number(out var length) && Skip(length);
            case 9 or 10:
                return List(depth);
            case 12:
                return Struct(depth + 1);
            default:
                return false;
        }
    }

    private bool List(int depth)
    {
        if (_at >= _bytes.Length)
        {
            return false;
        }

        var head = _bytes[_at++];
        ulong count = (uint)head >> 4;
        if (count == 15 && !Number(out count))
        {
            return false;
        }

        // Each item takes a byte or more, so that a count beyond what is left is none.
        if (count > (ulong)(_bytes.Length - _at))
        {
            return false;
        }

        for (ulong i = 0; i < count; i++)
        {
            if (!Value(head & 0xF, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Skip(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            return false;
        }

        _at += (int)count;
        return true;
    }

    private bool Number(out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestNumber && _at < _bytes.Length; i++)
        {
            var part = _bytes[_at++];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static EmotionAIException Fault(string path, string found) => ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, found, "a whole parquet file is");
}
