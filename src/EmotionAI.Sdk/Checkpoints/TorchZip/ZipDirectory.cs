using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads the central directory of a zip archive and checks every local header against it.</summary>
/// <remarks>Follows APPNOTE.TXT 6.3; narrower where torch never writes what the format allows: stored members only, no encryption, no comment, no overlap.</remarks>
internal sealed class ZipDirectory
{
    private const int CentralBytes = 46;
    private const int LocalBytes = 30;
    private const uint CentralSignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;
    private const int NewestVersion = 63;
    private const int DescriptorFlag = 1 << 3;
    private const int TextFlag = 1 << 11;
    private const int KnownFlags = DescriptorFlag | TextFlag | 0b110;
    private const int EncryptionFlags = 1 | (1 << 6) | (1 << 13);
    private const int EntryCost = 240;
    private const int ChecksumBlockBytes = 1 << 24;

    private readonly OpenedFile _file;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    private ZipDirectory(OpenedFile file)
    {
        _file = file;
    }

    /// <summary>Gets the members by name.</summary>
    public IReadOnlyDictionary<string, ZipEntry> Entries => _entries;

    /// <summary>Reads the directory of a file.</summary>
    /// <exception cref="EmotionAIException">The archive breaks a rule.</exception>
    public static ZipDirectory Read(OpenedFile file)
    {
        var end = ZipEndRecord.Read(file);
        if (end.Entries > file.Limits.ZipEntries || end.Length > int.MaxValue)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"is a zip archive of {end.Entries} members; at most {file.Limits.ZipEntries} are allowed"), end.Offset);
        }

        var directory = new ZipDirectory(file);
        var offset = end.Offset;
        for (var i = 0L; i < end.Entries; i++)
        {
            offset = directory.ReadEntry(offset, end.Offset + end.Length, end.Offset);
        }

        if (offset != end.Offset + end.Length)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip central directory longer than its members", offset);
        }

        directory.CheckOverlap();
        return directory;
    }

    /// <summary>Gets the payload of a member after checking its CRC-32, where it carries one.</summary>
    public void CheckPayload(ZipEntry entry)
    {
        if (entry.Checksum != 0 && Checksum(entry) != entry.Checksum)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has member {OpenedFile.Quote(entry.Name)} whose CRC-32 is wrong: the file is damaged", entry.Offset);
        }
    }

    private uint Checksum(ZipEntry entry)
    {
        // In blocks: a member may be longer than a span.
        var checksum = new Crc32();
        for (var done = 0L; done < entry.Length; done += ChecksumBlockBytes)
        {
            checksum.Append(_file.Mapped.Slice(entry.Offset + done, Math.Min(entry.Length - done, ChecksumBlockBytes)));
        }

        return checksum.GetCurrentHashAsUInt32();
    }

    private long ReadEntry(long offset, long end, long dataEnd)
    {
        if (end - offset < CentralBytes)
        {
            throw _file.Fault(EmotionErrorCodes.FileTruncated, "has a zip central directory shorter than its members", offset);
        }

        var header = _file.Slice(offset, CentralBytes);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        var length = CentralBytes + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != CentralSignature || length > end - offset)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip central directory with a header that is none", offset);
        }

        header = _file.Slice(offset, length);
        var sizes = new ZipSizes
        {
            Compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]),
            Uncompressed = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]),
            HeaderOffset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]),
        };
        var name = ReadName(header.Slice(CentralBytes, nameLength), offset);
        var valid = sizes.TryWiden(header.Slice(CentralBytes + nameLength, extraLength));
        CheckFeatures(header, name, offset);
        if (!valid || sizes.Compressed != sizes.Uncompressed || sizes.Compressed > (ulong)dataEnd || sizes.HeaderOffset > (ulong)dataEnd)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has member {OpenedFile.Quote(name)} whose sizes or place cannot be", offset);
        }

        AddEntry(header, name, sizes, dataEnd);
        return offset + length;
    }

    private string ReadName(ReadOnlySpan<byte> name, long offset)
    {
        _file.Charge(EntryCost + (2L * name.Length));
        return !name.IsEmpty && !name.Contains((byte)'\\') && name[0] != '/' && !name.ContainsAnyInRange((byte)0, (byte)0x1F) && Utf8.IsValid(name)
            ? Encoding.UTF8.GetString(name)
            : throw _file.Fault(EmotionErrorCodes.FormatInvalid, "has a zip member whose name is empty, absolute, not UTF-8 or holds control characters or backslashes", offset);
    }

    private void CheckFeatures(ReadOnlySpan<byte> header, string name, long offset)
    {
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 0xFF;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        var fault = true switch
        {
            _ when (flags & EncryptionFlags) != 0 => "is encrypted",
            _ when method != 0 => $"is compressed (method {method}); torch stores its members",
            _ when (flags & ~KnownFlags) != 0 => $"has unknown flags (0x{flags:X4})",
            _ when version > NewestVersion => Invariant($"needs version {version / 10}.{version % 10} of the zip format"),
            _ when BinaryPrimitives.ReadUInt16LittleEndian(header[34..]) != 0 => "lies on another volume",
            _ => null,
        };
        if (fault is not null)
        {
            throw _file.Fault(EmotionErrorCodes.FormatUnsupported, $"has member {OpenedFile.Quote(name)} that {fault}", offset);
        }
    }

    private void AddEntry(ReadOnlySpan<byte> header, string name, ZipSizes sizes, long dataEnd)
    {
        var offset = (long)sizes.HeaderOffset;
        if (dataEnd - offset < LocalBytes)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has member {OpenedFile.Quote(name)} whose local header is not before the central directory", offset);
        }

        var local = _file.Slice(offset, LocalBytes);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(local[26..]);
        var payload = offset + LocalBytes + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (payload > dataEnd - (long)sizes.Compressed || !Matches(_file.Slice(offset, payload - offset), header, sizes))
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has member {OpenedFile.Quote(name)} whose local header differs from the central directory", offset);
        }

        var entry = new ZipEntry(name, offset, payload, (long)sizes.Compressed, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]));
        if (!_entries.TryAdd(name, entry))
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has two members named {OpenedFile.Quote(name)}", offset);
        }
    }

    /// <summary>Compares a local header with its central twin; with a data descriptor it may leave sizes and CRC empty.</summary>
    private static bool Matches(ReadOnlySpan<byte> local, ReadOnlySpan<byte> central, ZipSizes sizes)
    {
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(local[26..]);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(local[6..]);
        var mayBeEmpty = (flags & DescriptorFlag) != 0;
        var own = new ZipSizes
        {
            Compressed = BinaryPrimitives.ReadUInt32LittleEndian(local[18..]),
            Uncompressed = BinaryPrimitives.ReadUInt32LittleEndian(local[22..]),
        };
        return BinaryPrimitives.ReadUInt32LittleEndian(local) == LocalSignature
            && nameLength == BinaryPrimitives.ReadUInt16LittleEndian(central[28..])
            && local.Slice(LocalBytes, nameLength).SequenceEqual(central.Slice(CentralBytes, nameLength))
            && local.Slice(6, 4).SequenceEqual(central.Slice(8, 4))
            && own.TryWiden(local[(LocalBytes + nameLength)..])
            && Agrees(BinaryPrimitives.ReadUInt32LittleEndian(local[14..]), BinaryPrimitives.ReadUInt32LittleEndian(central[16..]), mayBeEmpty)
            && Agrees(own.Compressed, sizes.Compressed, mayBeEmpty)
            && Agrees(own.Uncompressed, sizes.Uncompressed, mayBeEmpty);
    }

    private static bool Agrees(ulong local, ulong central, bool mayBeEmpty) => local == central || (mayBeEmpty && local == 0);

    private void CheckOverlap()
    {
        var sorted = new List<ZipEntry>(_entries.Values);
        sorted.Sort(static (a, b) => a.HeaderOffset.CompareTo(b.HeaderOffset));
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].HeaderOffset < sorted[i - 1].Offset + sorted[i - 1].Length)
            {
                throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has members {OpenedFile.Quote(sorted[i - 1].Name)} and {OpenedFile.Quote(sorted[i].Name)} that overlap", sorted[i].HeaderOffset);
            }
        }
    }
}
