using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Writes safetensors files from a header and data.</summary>
internal static class SafeTensorsBuilder
{
    public static byte[] Build(string header, params byte[] data) => Build(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Build(byte[] header, byte[] data)
    {
        var file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        data.CopyTo(file, 8 + header.Length);
        return file;
    }

    /// <summary>Makes a file with tensors "w" [2, 3] of F32 and "n" of I64 without dimensions.</summary>
    public static byte[] Small() => Build(
        """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"n":{"dtype":"I64","shape":[],"data_offsets":[24,32]}} """,
        [.. TorchBuilder.Bytes(1f, 2f, 3f, 4f, 5f, 6f), .. TorchBuilder.Bytes(7L)]);
}
