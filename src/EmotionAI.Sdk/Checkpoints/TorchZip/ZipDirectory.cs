using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads the central directory of a zip archive whose entries are stored, as torch writes it; follows APPNOTE.TXT 6.3, zip64 included.</summary>
/// <remarks>Sizes come from the central directory only; the local headers must agree with it.</remarks>
internal sealed class ZipDirectory
{
    private const uint EndSignature = 0x0605_4B50;
    private const uint End64LocatorSignature = 0x0706_4B50;
    private const uint End64Signature = 0x0606_4B50;
    private const uint CentralSignature = 0x0201_4B50;
    private const uint LocalSignature = 0x0403_4B50;
    private const int EndLength = 22;
    private const int End64LocatorLength = 20;
    private const int End64Length = 56;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const int MaximumComment = 65_535;
    private const ushort EncryptedFlags = 0x2041;
    private const ushort Zip64Field = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MappedFile _file;
    private readonly string _path;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    private ZipDirectory(MappedFile file, string path)
    {
        _file = file;
        _path = path;
    }

    public IReadOnlyDictionary<string, ZipEntry> Entries => _entries;

    /// <summary>Reads the directory and checks every entry against its local header.</summary>
    /// <exception cref="EmotionAIException">The archive is cut off, compressed, encrypted, ambiguous or beyond the limits.</exception>
    public static ZipDirectory Read(MappedFile file, string path, EmotionLimits limits)
    {
        var directory = new ZipDirectory(file, path);
        var (offset, length, count) = directory.FindDirectory();
        if (count > limits.ZipEntries)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{Path.GetFileName(path)}' holds {count} entries; at most {limits.ZipEntries} are allowed.", path);
        }

        directory.ReadEntries(offset, length, count);
        directory.CheckOverlap(offset);
        return directory;
    }

    /// <summary>Gives the bytes of an entry after checking them against their CRC.</summary>
    public ReadOnlySpan<byte> Bytes(ZipEntry entry)
    {
        var bytes = _file.Slice(entry.Offset, entry.Length);
        return entry.Crc == 0 || Crc32.HashToUInt32(bytes) == entry.Crc
            ? bytes
            : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"The entry '{entry.Name}' of '{Path.GetFileName(_path)}' is damaged: its bytes do not match their CRC-32.", _path, entry.Offset);
    }

    private (long Offset, long Length, long Count) FindDirectory()
    {
        var tailLength = (int)Math.Min(_file.Length, EndLength + MaximumComment);
        var tail = _file.Slice(_file.Length - tailLength, tailLength);
        for (var i = tailLength - EndLength; i >= 0; i--)
        {
            var record = tail[i..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) == EndSignature && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - EndLength)
            {
                return ReadEnd(record, _file.Length - tailLength + i);
            }
        }

        throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"'{Path.GetFileName(_path)}' is cut off: a zip archive ends with a directory, and there is none.", _path, _file.Length);
    }

    private (long Offset, long Length, long Count) ReadEnd(ReadOnlySpan<byte> record, long position)
    {
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) is not (0 or ushort.MaxValue) || BinaryPrimitives.ReadUInt16LittleEndian(record[6..]) is not (0 or ushort.MaxValue))
        {
            throw Invalid("it is one of several disks", position);
        }

        long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var end = position;
        if (position >= End64LocatorLength && _file.Slice(position - End64LocatorLength, End64LocatorLength) is var locator
            && BinaryPrimitives.ReadUInt32LittleEndian(locator) == End64LocatorSignature)
        {
            var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
            if (at < 0 || at > position - End64LocatorLength - End64Length)
            {
                throw Invalid("its zip64 record is not where it should be", position);
            }

            var record64 = _file.Slice(at, End64Length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record64) != End64Signature)
            {
                throw Invalid("its zip64 record has another signature", at);
            }

            count = BinaryPrimitives.ReadInt64LittleEndian(record64[32..]);
            length = BinaryPrimitives.ReadInt64LittleEndian(record64[40..]);
            offset = BinaryPrimitives.ReadInt64LittleEndian(record64[48..]);
            end = at;
        }

        return offset >= 0 && length >= 0 && count >= 0 && offset <= end - length && offset + length == end
            ? (offset, length, count)
            : throw Invalid($"its directory of {length} bytes at {offset} does not end at {end}", position);
    }

    private void ReadEntries(long offset, long length, long count)
    {
        var end = offset + length;
        for (var i = 0L; i < count; i++)
        {
            if (end - offset < CentralLength)
            {
                throw Invalid($"its directory ends after {i} of {count} entries", offset);
            }

            var header = _file.Slice(offset, CentralLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != CentralSignature)
            {
                throw Invalid($"entry {i} of its directory has another signature", offset);
            }

            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
            var total = CentralLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
            if (total > end - offset)
            {
                throw Invalid($"entry {i} goes beyond its directory", offset);
            }

            var name = ReadName(_file.Slice(offset + CentralLength, nameLength), offset);
            AddEntry(name, header, _file.Slice(offset + CentralLength + nameLength, extraLength), offset);
            offset += total;
        }

        if (offset != end)
        {
            throw Invalid($"{end - offset} bytes follow the last entry of its directory", offset);
        }
    }

    private void AddEntry(string name, ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra, long position)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        if ((flags & EncryptedFlags) != 0 || method != 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"The entry '{name}' of '{Path.GetFileName(_path)}' is {((flags & EncryptedFlags) != 0 ? "encrypted" : $"compressed (method {method})")}; torch stores its entries plainly.", _path, position);
        }

        var (stored, size, local) = ReadSizes(header, extra, position);
        if (stored != size)
        {
            throw Invalid($"the stored entry '{name}' has {stored} bytes but announces {size}", position);
        }

        var payload = FindPayload(name, flags, local, size, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]));
        if (!_entries.TryAdd(name, new ZipEntry(name, payload, size, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]))))
        {
            throw Invalid($"the name '{name}' occurs twice", position);
        }
    }

    private (long Stored, long Size, long Local) ReadSizes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra, long position)
    {
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        var wide = FindField(extra, Zip64Field);
        size = Widen(size, ref wide, position);
        stored = Widen(stored, ref wide, position);
        local = Widen(local, ref wide, position);
        return (stored, size, local);
    }

    private long Widen(long value, ref ReadOnlySpan<byte> wide, long position)
    {
        if (value != uint.MaxValue)
        {
            return value;
        }

        if (wide.Length < sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(wide) < 0)
        {
            throw Invalid("a zip64 size is missing or negative", position);
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[sizeof(long)..];
        return value;
    }

    private static ReadOnlySpan<byte> FindField(ReadOnlySpan<byte> extra, ushort id)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == id)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }

    private long FindPayload(string name, ushort flags, long local, long size, uint crc)
    {
        if (local > _file.Length - LocalLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"The entry '{name}' of '{Path.GetFileName(_path)}' begins beyond the end of the file.", _path, local);
        }

        var header = _file.Slice(local, LocalLength);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var payload = local + LocalLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature || payload > _file.Length || size > _file.Length - payload)
        {
            throw Invalid($"the entry '{name}' has no local header at {local}, or goes beyond the file", local);
        }

        var descriptor = (flags & 8) != 0;
        if (ReadName(_file.Slice(local + LocalLength, nameLength), local) != name
            || BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) != flags
            || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 0
            || (!descriptor && BinaryPrimitives.ReadUInt32LittleEndian(header[14..]) != crc)
            || (!descriptor && BinaryPrimitives.ReadUInt32LittleEndian(header[22..]) is var written && written != uint.MaxValue && written != size))
        {
            throw Invalid($"the local header of '{name}' disagrees with the directory", local);
        }

        return payload;
    }

    private string ReadName(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("a name is not UTF-8", position);
        }
    }

    private void CheckOverlap(long directoryOffset)
    {
        var end = 0L;
        foreach (var entry in _entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset < end || entry.Length > directoryOffset - entry.Offset)
            {
                throw Invalid($"the entry '{entry.Name}' overlaps another part", entry.Offset);
            }

            end = entry.Offset + entry.Length;
        }
    }

    private EmotionAIException Invalid(string found, long position) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(_path)}' is not a valid zip archive: {found}.", _path, position);
}
