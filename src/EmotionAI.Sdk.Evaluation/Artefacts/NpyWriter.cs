using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Writes NumPy's <c>.npy</c> files, format 1.0, C order, little-endian, byte for byte as <c>numpy.save</c> does.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal static class NpyWriter
{
    private const int Alignment = 64;
    private const int PrefixLength = 10;

    /// <summary>Writes an array of int64 (<c>&lt;i8</c>).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have that many elements.</exception>
    public static void Write(Stream stream, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape)
    {
        WriteHeader(stream, "<i8", values.Length, shape);
        Span<byte> element = stackalloc byte[sizeof(long)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(element, value);
            stream.Write(element);
        }
    }

    /// <summary>Writes an array of float64 (<c>&lt;f8</c>).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have that many elements.</exception>
    public static void Write(Stream stream, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        WriteHeader(stream, "<f8", values.Length, shape);
        Span<byte> element = stackalloc byte[sizeof(double)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(element, value);
            stream.Write(element);
        }
    }

    private static void WriteHeader(Stream stream, string descr, int count, ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long product = 1;
        var dimensions = new StringBuilder("(");
        for (var i = 0; i < shape.Length; i++)
        {
            product *= shape[i];
            dimensions.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? " " : "")}{shape[i]}{(i < shape.Length - 1 || i == 0 ? "," : "")}");
        }

        if (product != count)
        {
            throw new ArgumentException(Invariant($"There are {count} elements for a shape of {product}."), nameof(shape));
        }

        var text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {dimensions}), }}";
        var length = (PrefixLength + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(magic.Length), (ushort)(length - PrefixLength));
        Encoding.ASCII.GetBytes(text.PadRight(length - PrefixLength - 1) + "\n", header.AsSpan(PrefixLength));
        stream.Write(header);
    }
}
