using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Tests;

/// <summary>Reads the float32 arrays of the goldens.</summary>
internal static class Npy
{
    public static float[] ReadFloats(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        Assert.Contains("'<f4'", header, StringComparison.Ordinal);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + headerLength)).ToArray();
    }
}
