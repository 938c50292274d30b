using System.Buffers.Binary;

namespace EmotionAI.Audio.Ffmpeg;

/// <summary>Recognises files of formats that are built in, whose samples are coded in a way that is not: GSM and ADPCM in WAV, AAC in CAF, films in RIFF.</summary>
internal static class ForeignCoding
{
    private const int ChunkHeaderBytes = 8;
    private const int FormatTag = 0;
    private const int SubFormat = 24;
    private const ushort Extensible = 0xFFFE;

    private static readonly ushort[] ReadTags = [1, 3, 6, 7];

    public static bool Begins(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("RIFF"u8) && start.Length >= 12)
        {
            return start[8..].StartsWith("AVI "u8) || (start[8..].StartsWith("WAVE"u8) && IsForeignWave(start[12..]));
        }

        if (start.StartsWith("FORM"u8) && start.Length >= 12 && start[8..].StartsWith("AIFC"u8))
        {
            return Find(start[12..], "COMM"u8, isLittleEndian: false) is var common && common.Length >= 22 && !IsRead(common.Slice(18, 4));
        }

        // A CAF file has its description first; the number 23 and above are the ADPCM codings of AU.
        return (start.StartsWith("caff"u8) && start.Length >= 32 && start[8..].StartsWith("desc"u8) && !IsRead(start.Slice(28, 4)))
            || (start.StartsWith(".snd"u8) && start.Length >= 16 && BinaryPrimitives.ReadUInt32BigEndian(start[12..]) is >= 23 and <= 26);
    }

    private static bool IsForeignWave(ReadOnlySpan<byte> chunks)
    {
        var format = Find(chunks, "fmt "u8, isLittleEndian: true);
        if (format.Length < sizeof(ushort))
        {
            return false;
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(format[FormatTag..]);
        return !ReadTags.Contains(tag == Extensible && format.Length >= SubFormat + sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(format[SubFormat..]) : tag);
    }

    private static bool IsRead(ReadOnlySpan<byte> coding) => coding.SequenceEqual("NONE"u8) || coding.SequenceEqual("none"u8) || coding.SequenceEqual("sowt"u8) || coding.SequenceEqual("twos"u8)
        || coding.SequenceEqual("lpcm"u8) || coding.SequenceEqual("raw "u8) || coding.StartsWith("in"u8) || coding.StartsWith("fl"u8) || coding.StartsWith("FL"u8) || IsCompanded(coding);

    private static bool IsCompanded(ReadOnlySpan<byte> coding) => coding.SequenceEqual("alaw"u8) || coding.SequenceEqual("ALAW"u8) || coding.SequenceEqual("ulaw"u8) || coding.SequenceEqual("ULAW"u8);

    /// <summary>Gets what of a chunk is among the first bytes; empty where it is further behind.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> chunks, ReadOnlySpan<byte> name, bool isLittleEndian)
    {
        while (chunks.Length > ChunkHeaderBytes)
        {
            long size = isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]) : BinaryPrimitives.ReadUInt32BigEndian(chunks[4..]);
            var data = chunks[ChunkHeaderBytes..];
            if (chunks.StartsWith(name))
            {
                return data[..(int)Math.Min(size, data.Length)];
            }

            chunks = size + (size & 1) < data.Length ? data[(int)(size + (size & 1))..] : [];
        }

        return [];
    }
}
