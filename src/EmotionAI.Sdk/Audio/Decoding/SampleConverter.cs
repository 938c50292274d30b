using System.Buffers.Binary;

namespace EmotionAI.Audio.Decoding;

/// <summary>Converts stored samples to float, full scale 1: integers are divided by 2^(bits of the container - 1), as libsndfile does.</summary>
internal static class SampleConverter
{
    /// <summary>Converts as many samples as <paramref name="destination"/> holds; <paramref name="source"/> has exactly their bytes.</summary>
    public static void Convert(ReadOnlySpan<byte> source, Span<float> destination, SampleEncoding encoding, bool isBigEndian)
    {
        switch (encoding)
        {
            case SampleEncoding.Unsigned8:
                SampleKernels.ConvertUnsigned8(source, destination);
                break;
            case SampleEncoding.Signed8:
                SampleKernels.ConvertSigned8(source, destination);
                break;
            case SampleEncoding.ALaw:
                ConvertByTable(source, destination, Companding.ALaw);
                break;
            case SampleEncoding.MuLaw:
                ConvertByTable(source, destination, Companding.MuLaw);
                break;
            case SampleEncoding.Float64:
                ConvertFloat64(source, destination, isBigEndian);
                break;
            default:
                ConvertWords(source, destination, encoding, isBigEndian);
                break;
        }
    }

    private static void ConvertWords(ReadOnlySpan<byte> source, Span<float> destination, SampleEncoding encoding, bool isBigEndian)
    {
        if (isBigEndian)
        {
            ConvertBigEndian(source, destination, encoding);
            return;
        }

        switch (encoding)
        {
            case SampleEncoding.Signed16:
                SampleKernels.ConvertSigned16(source, destination);
                break;
            case SampleEncoding.Signed24:
                SampleKernels.ConvertSigned24(source, destination);
                break;
            case SampleEncoding.Signed32:
                SampleKernels.ConvertSigned32(source, destination);
                break;
            default:
                SampleKernels.CopyFloat32(source, destination);
                break;
        }
    }

    private static void ConvertBigEndian(ReadOnlySpan<byte> source, Span<float> destination, SampleEncoding encoding)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = encoding switch
            {
                SampleEncoding.Signed16 => BinaryPrimitives.ReadInt16BigEndian(source[(2 * i)..]) * SampleKernels.Scale16,
                SampleEncoding.Signed24 => ((source[3 * i] << 24) | (source[(3 * i) + 1] << 16) | (source[(3 * i) + 2] << 8)) * SampleKernels.Scale32,
                SampleEncoding.Signed32 => BinaryPrimitives.ReadInt32BigEndian(source[(4 * i)..]) * SampleKernels.Scale32,
                _ => BinaryPrimitives.ReadSingleBigEndian(source[(4 * i)..]),
            };
        }
    }

    private static void ConvertFloat64(ReadOnlySpan<byte> source, Span<float> destination, bool isBigEndian)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var bytes = source.Slice(8 * i, 8);
            destination[i] = (float)(isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes));
        }
    }

    private static void ConvertByTable(ReadOnlySpan<byte> source, Span<float> destination, ReadOnlySpan<float> table)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = table[source[i]];
        }
    }
}
