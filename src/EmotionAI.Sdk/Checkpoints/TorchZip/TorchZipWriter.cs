using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Writes float32 tensors as <c>torch.save</c> writes a state dictionary: a zip archive of stored members, a pickle of an OrderedDict among them.</summary>
/// <remarks>Follows torch/serialization.py and caffe2/serialize/inline_container.cc. The same tensors give the same bytes: there is no time and nothing random in it.</remarks>
internal sealed class TorchZipWriter
{
    private const string Root = "archive/";
    private const int Alignment = 64;
    private const int LocalBytes = 30;
    private const int CentralBytes = 46;
    private const int EndBytes = 22;
    private const int PaddingHeader = 4;
    private const ushort PaddingId = 0x4246;
    private const ushort Version = 20;

    /// <summary>The first day of the format, 1980-01-01.</summary>
    private const ushort Day = 0x21;

    private readonly ArrayBufferWriter<byte> _archive;
    private readonly ArrayBufferWriter<byte> _directory = new();
    private int _members;

    private TorchZipWriter(int capacity) => _archive = new ArrayBufferWriter<byte>(capacity);

    /// <summary>Writes tensors in the order given.</summary>
    /// <param name="tensors">The name, the shape and the numbers of each, row-major.</param>
    /// <exception cref="EmotionAIException">There are more tensors or bytes than the format holds.</exception>
    public static byte[] Write(IReadOnlyList<(string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values)> tensors)
    {
        const int perMember = 512;
        var size = tensors.Sum(tensor => (sizeof(float) * (long)tensor.Values.Length) + (2 * tensor.Name.Length) + perMember);
        if (tensors.Count > ushort.MaxValue - 8 || size > Array.MaxLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"There are {tensors.Count} tensors of {size} bytes; a torch file holds at most {ushort.MaxValue - 8} of {Array.MaxLength} here."));
        }

        var writer = new TorchZipWriter((int)Math.Max(size, perMember));
        writer.Add("data.pkl", StatePickle.Write(tensors));
        writer.Add("byteorder", "little"u8);
        for (var i = 0; i < tensors.Count; i++)
        {
            writer.Add(Invariant($"data/{i}"), LittleEndian(tensors[i].Values.Span));
        }

        writer.Add("version", "3\n"u8);
        return writer.End();
    }

    private static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(values);
        }

        var words = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), words);
        return MemoryMarshal.AsBytes(words.AsSpan());
    }

    /// <summary>Adds a member whose bytes begin at a multiple of 64, as torch maps them; the extra field before them pads.</summary>
    private void Add(string name, ReadOnlySpan<byte> content)
    {
        var path = Encoding.UTF8.GetBytes(Root + name);
        var offset = _archive.WrittenCount;
        var start = offset + LocalBytes + path.Length + PaddingHeader;
        var padding = (Alignment - (start % Alignment)) % Alignment;
        var checksum = Crc32.HashToUInt32(content);

        Span<byte> local = stackalloc byte[LocalBytes];
        local.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(local, 0x04034B50);
        WriteFacts(local[4..], path.Length, content.Length, checksum);
        BinaryPrimitives.WriteUInt16LittleEndian(local[28..], (ushort)(PaddingHeader + padding));
        _archive.Write(local);
        _archive.Write(path);
        WritePadding(padding);
        _archive.Write(content);

        Span<byte> central = stackalloc byte[CentralBytes];
        central.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(central, 0x02014B50);
        BinaryPrimitives.WriteUInt16LittleEndian(central[4..], Version);
        WriteFacts(central[6..], path.Length, content.Length, checksum);
        BinaryPrimitives.WriteInt32LittleEndian(central[42..], offset);
        _directory.Write(central);
        _directory.Write(path);
        _members++;
    }

    /// <summary>Writes what both headers say, in the same order: version, flags, method, time, day, checksum, sizes, length of the name.</summary>
    private static void WriteFacts(Span<byte> header, int nameLength, int length, uint checksum)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Day);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], checksum);
        BinaryPrimitives.WriteInt32LittleEndian(header[14..], length);
        BinaryPrimitives.WriteInt32LittleEndian(header[18..], length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
    }

    private void WritePadding(int length)
    {
        Span<byte> extra = stackalloc byte[PaddingHeader + Alignment];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, PaddingId);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)length);
        extra[PaddingHeader..].Fill((byte)'Z');
        _archive.Write(extra[..(PaddingHeader + length)]);
    }

    private byte[] End()
    {
        Span<byte> end = stackalloc byte[EndBytes];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)_members);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)_members);
        BinaryPrimitives.WriteInt32LittleEndian(end[12..], _directory.WrittenCount);
        BinaryPrimitives.WriteInt32LittleEndian(end[16..], _archive.WrittenCount);
        _archive.Write(_directory.WrittenSpan);
        _archive.Write(end);
        return _archive.WrittenSpan.ToArray();
    }
}
