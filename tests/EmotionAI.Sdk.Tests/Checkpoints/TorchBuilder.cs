using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Writes small torch files of both kinds.</summary>
internal static class TorchBuilder
{
    public static byte[] Bytes<T>(params T[] values)
        where T : struct => MemoryMarshal.AsBytes<T>(values).ToArray();

    /// <summary>Puts a pickle and the storages "0", "1" … into a zip archive.</summary>
    public static byte[] Zip(byte[] pickle, params byte[][] storages)
    {
        var zip = new ZipBuilder().Add("archive/data.pkl", pickle).Add("archive/byteorder", "little"u8.ToArray());
        for (var i = 0; i < storages.Length; i++)
        {
            zip.Add($"archive/data/{i}", storages[i]);
        }

        return zip.Add("archive/version", "3\n"u8.ToArray()).Build();
    }

    /// <summary>Puts a pickle and the storages "0", "1" … into a file of the old kind.</summary>
    public static byte[] Legacy(byte[] pickle, int elementSize, params byte[][] storages)
    {
        var file = new MemoryStream();
        file.Write([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]);
        file.Write(new PickleBuilder().Int(1001).Op('.').ToArray());
        file.Write(new PickleBuilder().Op('}').Op('(').Text("little_endian").Raw(0x88).Text("protocol_version").Int(1001).Op('u').Op('.').ToArray());
        file.Write(pickle);
        var keys = new PickleBuilder().Op(']').Op('(');
        for (var i = 0; i < storages.Length; i++)
        {
            keys.Text(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        file.Write(keys.Op('e').Op('.').ToArray());
        Span<byte> count = stackalloc byte[8];
        foreach (var storage in storages)
        {
            BinaryPrimitives.WriteInt64LittleEndian(count, storage.Length / elementSize);
            file.Write(count);
            file.Write(storage);
        }

        return file.ToArray();
    }

    /// <summary>Makes a file with tensors "w" [2, 3] and "b" [2], of F32.</summary>
    public static byte[] Small(bool isLegacy)
    {
        var pickle = new PickleBuilder().BeginState()
            .Text("w").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1], isLegacy)
            .Text("b").Tensor("FloatStorage", "1", 2, 0, [2], [1], isLegacy).EndState();
        byte[][] storages = [Bytes(1f, 2f, 3f, 4f, 5f, 6f), Bytes(-1f, -2f)];
        return isLegacy ? Legacy(pickle, 4, storages) : Zip(pickle, storages);
    }
}
