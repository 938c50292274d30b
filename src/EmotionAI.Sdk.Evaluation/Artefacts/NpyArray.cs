using System.Buffers.Binary;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds the array of a NumPy file.</summary>
/// <remarks>Immutable and safe for concurrent use. Whatever the order and the width in the file, values are given in row-major order.</remarks>
internal sealed class NpyArray
{
    private readonly NpyHeader _header;
    private readonly byte[] _data;
    private readonly string _path;

    internal NpyArray(NpyHeader header, byte[] data, string path)
    {
        _header = header;
        _data = data;
        _path = path;
        Shape = Frozen.Copy(header.Shape);
    }

    /// <summary>Gets the kind of element.</summary>
    public NpyElementType ElementType => _header.ElementType;

    /// <summary>Gets the size of an element in the file, in bytes.</summary>
    public int ElementSize => _header.ElementSize;

    /// <summary>Gets the length of each dimension; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Gets the number of elements.</summary>
    public int Count => _header.Count;

    /// <summary>Gets the shape for a message.</summary>
    internal string ShapeText => string.Join(", ", Shape.Select(length => Invariant($"{length}")));

    /// <summary>Converts the elements to doubles; integers above 2^53 are rounded.</summary>
    /// <returns>The elements in row-major order.</returns>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueAt(i);
        }

        return values;
    }

    /// <summary>Converts the elements of an integer or boolean array.</summary>
    /// <returns>The elements in row-major order.</returns>
    /// <exception cref="EmotionAIException">The elements are not integers, or one is above 2^63 - 1.</exception>
    public long[] ToInt64()
    {
        if (ElementType == NpyElementType.FloatingPoint)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, _path, "elements of type float", "integers are");
        }

        var values = new long[Count];
        for (var i = 0; i < values.Length; i++)
        {
            var offset = OffsetOf(i);
            var element = _data.AsSpan(offset, ElementSize);
            var value = ElementType == NpyElementType.UnsignedInteger ? ReadUnsigned(element) : 0;
            if (value > long.MaxValue)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, _path, $"the value {value}", $"{long.MaxValue} is");
            }

            values[i] = ElementType == NpyElementType.UnsignedInteger ? (long)value : ReadSigned(element);
        }

        return values;
    }

    /// <summary>Converts one element to a double.</summary>
    /// <param name="index">Its place in row-major order.</param>
    internal double ValueAt(int index)
    {
        var element = _data.AsSpan(OffsetOf(index), ElementSize);
        return ElementType switch
        {
            NpyElementType.FloatingPoint => ReadFloat(element),
            NpyElementType.UnsignedInteger => ReadUnsigned(element),
            _ => ReadSigned(element),
        };
    }

    private int OffsetOf(int index)
    {
        if (!_header.IsFortranOrder || Shape.Count < 2)
        {
            return index * ElementSize;
        }

        int rest = index, position = 0, stride = Count;
        for (var dimension = Shape.Count - 1; dimension >= 0; dimension--)
        {
            stride /= Shape[dimension];
            position += rest % Shape[dimension] * stride;
            rest /= Shape[dimension];
        }

        return position * ElementSize;
    }

    private double ReadFloat(ReadOnlySpan<byte> element) => (element.Length, _header.IsBigEndian) switch
    {
        (2, false) => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        (2, true) => (double)BinaryPrimitives.ReadHalfBigEndian(element),
        (4, false) => BinaryPrimitives.ReadSingleLittleEndian(element),
        (4, true) => BinaryPrimitives.ReadSingleBigEndian(element),
        (_, false) => BinaryPrimitives.ReadDoubleLittleEndian(element),
        (_, true) => BinaryPrimitives.ReadDoubleBigEndian(element),
    };

    private ulong ReadUnsigned(ReadOnlySpan<byte> element)
    {
        ulong value = 0;
        for (var i = 0; i < element.Length; i++)
        {
            value = (value << 8) | element[_header.IsBigEndian ? i : element.Length - 1 - i];
        }

        return value;
    }

    private long ReadSigned(ReadOnlySpan<byte> element)
    {
        if (ElementType == NpyElementType.Boolean)
        {
            return element[0] != 0 ? 1 : 0;
        }

        var unused = 64 - (8 * element.Length);
        return (long)(ReadUnsigned(element) << unused) >> unused;
    }
}
