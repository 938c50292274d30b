using System.Buffers.Binary;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Finds the central directory of a zip archive: the end record must be the last 22 bytes of the file.</summary>
/// <param name="Entries">The number of members.</param>
/// <param name="Offset">The offset of the central directory.</param>
/// <param name="Length">The bytes of the central directory.</param>
internal readonly record struct ZipEndRecord(long Entries, long Offset, long Length)
{
    private const int RecordBytes = 22;
    private const int LocatorBytes = 20;
    private const int WideRecordBytes = 56;
    private const int CommentBytes = 65_535;
    private const uint WideLocatorSignature = 0x07064B50;
    private const uint WideSignature = 0x06064B50;

    /// <summary>Reads the end record, and the zip64 one where there is one.</summary>
    /// <exception cref="EmotionAIException">There is none, or it contradicts itself or the file.</exception>
    public static ZipEndRecord Read(OpenedFile file)
    {
        var offset = file.Length - RecordBytes;
        if (offset < 0 || !file.Slice(offset, 4).SequenceEqual("PK\u0005\u0006"u8))
        {
            throw NotFound(file);
        }

        var record = file.Slice(offset, RecordBytes);
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) != 0)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip end record that announces a comment where the file ends", offset);
        }

        var disks = BinaryPrimitives.ReadUInt32LittleEndian(record[4..]);
        var here = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (disks != 0 || here != entries)
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, "is a zip archive of several volumes; only one is read", offset);
        }

        var narrow = new ZipEndRecord(entries, start, length);
        var end = ReadWide(file, narrow, offset, out var directoryEnd);
        return end.Offset >= 0 && end.Length >= 0 && end.Entries >= 0 && end.Offset <= directoryEnd && end.Length == directoryEnd - end.Offset
            ? end
            : throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has a zip end record whose central directory of {end.Length} bytes at {end.Offset} does not end at {directoryEnd}, where the end record begins"), offset);
    }

    private static ZipEndRecord ReadWide(OpenedFile file, ZipEndRecord narrow, long recordOffset, out long directoryEnd)
    {
        directoryEnd = recordOffset;
        var locatorOffset = recordOffset - LocatorBytes;
        if (locatorOffset < 0 || BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(locatorOffset, 4)) != WideLocatorSignature)
        {
            return narrow;
        }

        var locator = file.Slice(locatorOffset, LocatorBytes);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        var disks = BinaryPrimitives.ReadUInt32LittleEndian(locator[16..]);
        if (offset != locatorOffset - WideRecordBytes || offset < 0 || disks > 1)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip64 end record that is not right before its locator", locatorOffset);
        }

        var record = file.Slice(offset, WideRecordBytes);
        var wide = new ZipEndRecord(
            BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[40..]));
        var valid = BinaryPrimitives.ReadUInt32LittleEndian(record) == WideSignature
            && BinaryPrimitives.ReadInt64LittleEndian(record[4..]) == WideRecordBytes - 12
            && BinaryPrimitives.ReadUInt64LittleEndian(record[16..]) == 0
            && BinaryPrimitives.ReadInt64LittleEndian(record[24..]) == wide.Entries
            && Agrees(narrow.Entries, wide.Entries, ushort.MaxValue)
            && Agrees(narrow.Offset, wide.Offset, uint.MaxValue)
            && Agrees(narrow.Length, wide.Length, uint.MaxValue);
        directoryEnd = offset;
        return valid ? wide : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip64 end record that disagrees with the end record", offset);
    }

    private static bool Agrees(long narrow, long wide, long saturated) => narrow == wide || narrow == saturated;

    private static EmotionAIException NotFound(OpenedFile file)
    {
        var tail = Math.Min(file.Length, RecordBytes + CommentBytes);
        var found = file.Slice(file.Length - tail, tail).LastIndexOf("PK\u0005\u0006"u8);
        return found >= 0 && tail - found > RecordBytes
            ? file.Fault(EmotionErrorCodes.FormatInvalid, "has bytes after the zip end record, or an archive comment; torch writes neither", file.Length)
            : file.Fault(EmotionErrorCodes.FileTruncated, "is a zip archive that is cut off: it has no zip end record", file.Length);
    }
}
