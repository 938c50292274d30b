using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Training.Torch.Loading;

/// <summary>Finds the version needs of a 64-bit little-endian ELF library, and marks one as weak: the loader then warns of it no more, let alone refuses the library.</summary>
/// <remarks>Follows the tables that <c>ld.so</c> reads: sections <c>.gnu.version_r</c>, <c>.gnu.version</c>, <c>.dynsym</c> and relocations. Every offset is checked before it is read, and every walk is bounded by its table.</remarks>
internal sealed class ElfImage
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const int NeedSize = 16;
    private const int MostSections = 1_024;
    private const int MostNeeds = 4_096;
    private const int LongestName = 4_096;
    private const uint SymbolTable = 11;
    private const uint Relocations = 4;
    private const uint VersionNeeds = 0x6FFF_FFFE;
    private const uint SymbolVersions = 0x6FFF_FFFF;
    private const ushort Weak = 2;
    private const ushort VersionMask = 0x7FFF;

    private readonly byte[] _bytes;
    private readonly List<Section> _sections = [];

    private ElfImage(byte[] bytes) => _bytes = bytes;

    private readonly record struct Section(uint Type, int Offset, int Size, int Link, int Info);

    /// <summary>Reads the tables of a library.</summary>
    /// <param name="bytes">The library, which <see cref="Weaken"/> changes in place.</param>
    /// <returns>The image; null where it is no such library or is broken.</returns>
    public static ElfImage? TryRead(byte[] bytes)
    {
        var image = new ElfImage(bytes);
        try
        {
            return image.ReadSections() ? image : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Marks the need for a version as weak where one symbol alone asks for it, and nothing in the library uses that symbol.</summary>
    /// <param name="version">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="symbol">The symbol.</param>
    /// <returns>False where the version is not needed, is needed by another symbol, or the symbol is used: then nothing was changed.</returns>
    public bool Weaken(string version, string symbol)
    {
        try
        {
            return FindNeed(version) is { } need && Users(ReadWord(need + 6)) is [var index] && SymbolName(index) == symbol && !IsRelocated(index) && SetWeak(need);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private bool ReadSections()
    {
        ReadOnlySpan<byte> identity = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        if (_bytes.Length < HeaderSize || !_bytes.AsSpan().StartsWith(identity) || ReadWord(58) != SectionSize)
        {
            return false;
        }

        var start = ReadOffset(40);
        var count = ReadWord(60);
        if (count > MostSections)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var at = start + (i * SectionSize);
            var type = ReadInt(at + 4);
            if (type is SymbolTable or Relocations or VersionNeeds or SymbolVersions || IsText(type))
            {
                var (offset, size) = (ReadOffset(at + 24), ReadOffset(at + 32));
                _sections.Add(new Section(type, offset, size, (int)Math.Min(ReadInt(at + 40), MostSections), (int)Math.Min(ReadInt(at + 44), int.MaxValue)));
                _ = Slice(offset, size);
            }
            else
            {
                _sections.Add(default);
            }
        }

        return true;
    }

    private static bool IsText(uint type) => type == 3;

    private Section Find(uint type) => _sections.Find(section => section.Type == type);

    /// <summary>Finds the entry (<c>Elf64_Vernaux</c>) of a version.</summary>
    private int? FindNeed(string version)
    {
        var table = Find(VersionNeeds);
        var steps = 0;
        for (int at = table.Offset, file = 0; table.Size >= NeedSize && file < table.Info; file++)
        {
            Inside(table, at, NeedSize);
            var entry = Next(at, ReadInt(at + 8));
            for (var i = 0; i < ReadWord(at + 2) && steps++ < MostNeeds; i++)
            {
                Inside(table, entry, NeedSize);
                if (Text(table.Link, ReadInt(entry + 8)) == version)
                {
                    return entry;
                }

                entry = Next(entry, ReadInt(entry + 12));
            }

            if (ReadInt(at + 12) == 0 || steps++ >= MostNeeds)
            {
                return null;
            }

            at = Next(at, ReadInt(at + 12));
        }

        return null;
    }

    private static int Next(int at, uint step) => step > int.MaxValue / 2 ? throw new InvalidDataException() : at + (int)step;

    /// <summary>Lists the symbols that ask for a version.</summary>
    private List<int> Users(ushort version)
    {
        var versions = Find(SymbolVersions);
        List<int> users = [];
        for (var i = 0; i < versions.Size / sizeof(ushort) && users.Count < 2; i++)
        {
            if ((ReadWord(versions.Offset + (i * sizeof(ushort))) & VersionMask) == version)
            {
                users.Add(i);
            }
        }

        return users;
    }

    private string SymbolName(int index)
    {
        var table = Find(SymbolTable);
        return index >= table.Size / SymbolSize ? throw new InvalidDataException() : Text(table.Link, ReadInt(table.Offset + (index * SymbolSize)));
    }

    private bool IsRelocated(int symbol)
    {
        foreach (var table in _sections.Where(section => section.Type == Relocations))
        {
            for (var at = table.Offset; at <= table.Offset + table.Size - RelocationSize; at += RelocationSize)
            {
                if (ReadInt(at + 12) == symbol)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool SetWeak(int need)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(need + 4), (ushort)(ReadWord(need + 4) | Weak));
        return true;
    }

    private string Text(int section, uint offset)
    {
        if (section < 0 || section >= _sections.Count || !IsText(_sections[section].Type) || offset >= _sections[section].Size)
        {
            throw new InvalidDataException();
        }

        var table = _sections[section];
        var text = Slice(table.Offset + (int)offset, Math.Min(LongestName, table.Size - (int)offset));
        var end = text.IndexOf((byte)0);
        return end < 0 ? throw new InvalidDataException() : Encoding.ASCII.GetString(text[..end]);
    }

    private static void Inside(Section table, int at, int size)
    {
        if (at < table.Offset || at > table.Offset + table.Size - size)
        {
            throw new InvalidDataException();
        }
    }

    private ReadOnlySpan<byte> Slice(int offset, int size) =>
        offset < 0 || size < 0 || offset > _bytes.Length - size ? throw new InvalidDataException() : _bytes.AsSpan(offset, size);

    private ushort ReadWord(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, sizeof(ushort)));

    private uint ReadInt(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, sizeof(uint)));

    /// <summary>Reads a place in the file, or a size; a library is far smaller than 2 GiB.</summary>
    private int ReadOffset(int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, sizeof(ulong))) is var value && value <= int.MaxValue / 2 ? (int)value : throw new InvalidDataException();
}
