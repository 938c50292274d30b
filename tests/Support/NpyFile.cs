using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EmotionAI.Tests;

/// <summary>Writes small NumPy arrays of any of the types that hold numbers.</summary>
internal static class NpyFile
{
    /// <param name="type">The type as NumPy writes it: <c>&lt;f4</c>, <c>&lt;f8</c>, <c>&lt;i8</c> or <c>|u1</c>.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="values">The elements in row-major order.</param>
    public static byte[] Of(string type, int[] shape, params double[] values)
    {
        var dimensions = string.Concat(shape.Select(length => string.Create(CultureInfo.InvariantCulture, $"{length}, ")));
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({dimensions}), }}\n";
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(value => Element(type, value))];
    }

    private static byte[] Element(string type, double value)
    {
        var bytes = new byte[type[2] - '0'];
        switch (type)
        {
            case "<f4":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case "<f8":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case "<i8":
                BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value);
                break;
            default:
                bytes[0] = (byte)value;
                break;
        }

        return bytes;
    }
}
