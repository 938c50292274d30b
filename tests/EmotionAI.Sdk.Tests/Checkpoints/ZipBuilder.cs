using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Writes zip archives as torch does, and broken ones.</summary>
internal sealed class ZipBuilder
{
    private const int Alignment = 64;

    private readonly List<byte> _body = [];
    private readonly List<byte> _directory = [];
    private int _entries;

    public ushort Flags { get; set; } = 0x0808;

    public ushort Method { get; set; }

    public ushort Version { get; set; }

    public bool WriteZip64 { get; set; } = true;

    public bool WriteChecksum { get; set; } = true;

    public byte[]? LocalName { get; set; }

    /// <summary>Gets or sets how far back the local header of the next member is said to lie.</summary>
    public int OffsetShift { get; set; }

    public int SizeShift { get; set; }

    public uint ChecksumFlip { get; set; }

    public byte[] Extra { get; set; } = [];

    public string Comment { get; set; } = string.Empty;

    public ZipBuilder Add(string name, byte[] payload)
    {
        var central = Encoding.UTF8.GetBytes(name);
        var local = LocalName ?? central;
        var offset = _body.Count;
        var padding = (Alignment - ((offset + 30 + local.Length + 4) % Alignment)) % Alignment;
        var hasDescriptor = (Flags & 8) != 0;
        var checksum = WriteChecksum ? Crc32.HashToUInt32(payload) ^ ChecksumFlip : 0;
        var size = (uint)(payload.Length + SizeShift);
        Put(_body, 0x04034B50u, Version, Flags, Method, 0u, hasDescriptor ? 0 : checksum, hasDescriptor ? 0 : size, hasDescriptor ? 0 : size, (ushort)local.Length, (ushort)(4 + padding));
        _body.AddRange(local);
        Put(_body, (ushort)0x4246, (ushort)padding);
        _body.AddRange(new byte[padding]);
        _body.AddRange(payload);
        if (hasDescriptor)
        {
            Put(_body, 0x08074B50u, checksum, size, size);
        }

        PutCentral(central, checksum, size, offset - OffsetShift);
        return this;
    }

    /// <summary>Lists a member whose local header lies inside another one.</summary>
    public void AddCentralOnly(string name, byte[] payload, int offset) =>
        PutCentral(Encoding.UTF8.GetBytes(name), Crc32.HashToUInt32(payload), (uint)payload.Length, offset);

    public byte[] Build()
    {
        var start = _body.Count;
        List<byte> result = [.. _body, .. _directory];
        if (WriteZip64)
        {
            var record = result.Count;
            Put(result, 0x06064B50u, 44ul, (ushort)0, (ushort)0, 0u, 0u, (ulong)_entries, (ulong)_entries, (ulong)_directory.Count, (ulong)start);
            Put(result, 0x07064B50u, 0u, (ulong)record, 1u);
        }

        Put(result, 0x06054B50u, 0u, (ushort)_entries, (ushort)_entries, (uint)_directory.Count, (uint)start, (ushort)Comment.Length);
        result.AddRange(Encoding.ASCII.GetBytes(Comment));
        return [.. result];
    }

    private void PutCentral(byte[] name, uint checksum, uint size, int offset)
    {
        Put(_directory, 0x02014B50u, (ushort)0, Version, Flags, Method, 0u, checksum, size, size, (ushort)name.Length, (ushort)Extra.Length, (ushort)0, (ushort)0, (ushort)0, 0u, (uint)offset);
        _directory.AddRange(name);
        _directory.AddRange(Extra);
        _entries++;
    }

    private static void Put(List<byte> stream, params object[] values)
    {
        Span<byte> buffer = stackalloc byte[8];
        foreach (var value in values)
        {
            var length = value switch { ushort => 2, uint => 4, int => 4, _ => 8 };
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture));
            stream.AddRange(buffer[..length]);
        }
    }
}
